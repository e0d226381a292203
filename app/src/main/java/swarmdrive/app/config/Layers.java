package swarmdrive.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lays a file, the environment and flags over the defaults, each value knowing where it is from.
 */
final class Layers {
  private static final String PREFIX = "SWARMDRIVE_";
  private static final ConfigParseOptions HOCON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);

  private final Config defaults;

  Layers(Config defaults) {
    this.defaults = defaults;
  }

  /** The file that is part of the program. */
  static Config defaults() {
    return ConfigFactory.parseResources(
            Layers.class.getClassLoader(),
            "swarmdrive.conf",
            HOCON.setOriginDescription("the defaults"))
        .resolve();
  }

  Config merge(ConfigSources sources) throws WrongConfigException {
    Config file = sources.file().isPresent() ? parse(sources.file().get()) : ConfigFactory.empty();
    try {
      return flags(sources.flags())
          .withFallback(environment(sources.environment()))
          .withFallback(file)
          .withFallback(defaults)
          .resolve();
    } catch (ConfigException e) {
      throw new WrongConfigException(String.valueOf(e.getMessage()));
    }
  }

  private Config parse(Path path) throws WrongConfigException {
    try {
      Config file = ConfigFactory.parseFile(path.toFile(), HOCON).resolve();
      requireKnown("", file.root(), defaults.root());
      return file;
    } catch (ConfigException.IO e) {
      throw new WrongConfigException(path + ": cannot be read");
    } catch (ConfigException e) {
      throw new WrongConfigException(String.valueOf(e.getMessage()));
    }
  }

  /** Every key of the file must be one of the defaults', and a section where they have one. */
  private static void requireKnown(String prefix, ConfigObject given, ConfigObject known)
      throws WrongConfigException {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      ConfigValue value = entry.getValue();
      String key = prefix + entry.getKey();
      ConfigValue expected = known.get(entry.getKey());
      if (expected == null) {
        throw new WrongConfigException(
            Place.of(value) + key + ": there is no such key; allowed " + names(prefix, known));
      }
      if (expected instanceof ConfigObject section) {
        if (!(value instanceof ConfigObject keys)) {
          throw new WrongConfigException(
              Place.of(value) + key + " is a section; allowed " + names(key + ".", section));
        }
        requireKnown(key + ".", keys, section);
      }
    }
  }

  private static String names(String prefix, ConfigObject section) {
    String place =
        prefix.isEmpty() ? "at the top" : "in " + prefix.substring(0, prefix.length() - 1);
    return place + ": " + String.join(", ", new TreeSet<>(section.keySet()));
  }

  /** Variables of unknown keys are refused if they name a section: they are typing errors. */
  private Config environment(Map<String, String> environment) throws WrongConfigException {
    Map<String, String> keys = variables();
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      String key = keys.get(name);
      if (key != null) {
        config = config.withValue(key, value(key, variable.getValue(), name));
      } else if (namesSection(name)) {
        throw new WrongConfigException(
            "environment variable " + name + ": there is no such key in conf/swarmdrive.conf");
      }
    }
    return config;
  }

  private ConfigValue value(String key, String text, String variable) {
    Object value =
        defaults.getValue(key).valueType() == ConfigValueType.LIST
            ? Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList()
            : text;
    return ConfigValueFactory.fromAnyRef(value, "environment variable " + variable);
  }

  private Map<String, String> variables() {
    Map<String, String> keys = new TreeMap<>();
    defaults.entrySet().forEach(entry -> keys.put(variable(entry.getKey()), entry.getKey()));
    return keys;
  }

  /** {@code engine.listen-port} is {@code SWARMDRIVE_ENGINE_LISTEN_PORT}. */
  static String variable(String key) {
    return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private boolean namesSection(String variable) {
    return defaults.root().entrySet().stream()
        .filter(entry -> entry.getValue().valueType() == ConfigValueType.OBJECT)
        .anyMatch(entry -> variable.startsWith(variable(entry.getKey()) + "_"));
  }

  private static Config flags(Map<String, ConfigSources.Flag> flags) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, ConfigSources.Flag> flag : flags.entrySet()) {
      config =
          config.withValue(
              flag.getKey(),
              ConfigValueFactory.fromAnyRef(flag.getValue().value(), flag.getValue().name()));
    }
    return config;
  }
}
