package swarmdrive.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import swarmdrive.app.config.ProgramVersion;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryEntry;
import swarmdrive.engine.EngineStatus;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.TorrentStatus;
import swarmdrive.webdav.WebDavServer;

/** What is measured. Nothing is counted here: each number is asked for when it is scraped. */
@Singleton
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** The server is asked for later, since this is part of it. */
  @Inject
  Metrics(TorrentEngine engine, Library library, Provider<WebDavServer> server) {
    swarm(engine);
    torrents(library);
    Gauge.builder("swarmdrive.http.connections", server, from -> from.get().connections())
        .description("Open connections of HTTP clients")
        .register(registry);
    FunctionCounter.builder("swarmdrive.http.served", server, from -> from.get().bytesServed())
        .baseUnit("bytes")
        .description("File content handed to clients")
        .register(registry);
    Gauge.builder("swarmdrive.info", () -> 1)
        .tag("version", ProgramVersion.number())
        .description("Always 1; its label is the version")
        .register(registry);
    machine();
  }

  private void swarm(TorrentEngine engine) {
    counter(engine, "received", "bytes", "Blocks received from peers", EngineStatus::bytesReceived);
    counter(engine, "sent", "bytes", "Blocks sent to peers", EngineStatus::bytesSent);
    counter(
        engine, "pieces.verified", "", "Pieces with the right hash", EngineStatus::piecesVerified);
    counter(engine, "pieces.failed", "", "Pieces with a wrong hash", EngineStatus::piecesFailed);
    gauge(engine, "swarmdrive.swarm.peers", "", "Connected peers", EngineStatus::peers);
    gauge(engine, "swarmdrive.readers", "", "Readers of torrents' files", EngineStatus::readers);
    gauge(
        engine,
        "swarmdrive.cache.stored",
        "bytes",
        "Verified pieces on disk",
        EngineStatus::bytesStored);
    gauge(
        engine, "swarmdrive.cache.used", "bytes", "Disk that pieces take", EngineStatus::storeUsed);
    gauge(
        engine,
        "swarmdrive.cache.limit",
        "bytes",
        "Disk that pieces may take",
        EngineStatus::storeLimit);
  }

  private void counter(
      TorrentEngine engine,
      String name,
      String unit,
      String description,
      ToDoubleFunction<EngineStatus> value) {
    FunctionCounter.builder(
            "swarmdrive.swarm." + name, engine, from -> value.applyAsDouble(from.status()))
        .baseUnit(unit.isEmpty() ? null : unit)
        .description(description)
        .register(registry);
  }

  private void gauge(
      TorrentEngine engine,
      String name,
      String unit,
      String description,
      ToDoubleFunction<EngineStatus> value) {
    Gauge.builder(name, engine, from -> value.applyAsDouble(from.status()))
        .baseUnit(unit.isEmpty() ? null : unit)
        .description(description)
        .register(registry);
  }

  private void torrents(Library library) {
    for (TorrentStatus.State state : TorrentStatus.State.values()) {
      torrents(
          library,
          state.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          entry ->
              entry instanceof LibraryEntry.Loaded loaded
                  && loaded.torrent().status().state() == state);
    }
    torrents(library, "damaged", LibraryEntry.Damaged.class::isInstance);
  }

  private void torrents(Library library, String state, Predicate<LibraryEntry> in) {
    Gauge.builder("swarmdrive.torrents", library, from -> from.all().stream().filter(in).count())
        .tag("state", state)
        .description("Torrents in the library")
        .register(registry);
  }

  private void machine() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  String scrape() {
    return registry.scrape();
  }
}
