package swarmdrive.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import swarmdrive.app.testing.FakeExchange;

/** The API's description, to compare answers with. */
final class Description {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;

  Description() throws IOException {
    document = new ObjectMapper().readTree(StatusResource.description());
  }

  JsonNode document() {
    return document;
  }

  /** Each operation as {@code GET /torrents}, with its description. */
  Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new HashMap<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (!method.getKey().equals("parameters")) {
                            operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                method.getValue());
                          }
                        }));
    return operations;
  }

  /** The answer has a status, a type and a body that are described. */
  void check(FakeExchange exchange) throws IOException {
    JsonNode answer = operation(exchange).path("responses").path(Integer.toString(exchange.status));
    assertThat(answer.isMissingNode())
        .as("%s %s answers %d", exchange.method(), exchange.path(), exchange.status)
        .isFalse();
    answer
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("Link")) {
                assertThat(exchange.headers).containsKey(name);
              }
            });
    if (!answer.has("content")) {
      assertThat(exchange.body).isEmpty();
      return;
    }
    String type = String.valueOf(exchange.headers.get("Content-Type"));
    assertThat(answer.get("content").has(type)).as(type).isTrue();
    if (type.endsWith("json")) {
      checkBody(answer.get("content").get(type).get("schema"), exchange.json());
    }
  }

  private JsonNode operation(FakeExchange exchange) {
    String path = exchange.path().substring(ApiEndpoint.PREFIX.length() - 1);
    for (Map.Entry<String, JsonNode> operation : operations().entrySet()) {
      String[] words = operation.getKey().split(" ", 2);
      if (words[0].equals(exchange.method()) && new Template(words[1]).match(path).isPresent()) {
        return operation.getValue();
      }
    }
    throw new AssertionError("not described: " + exchange.method() + " " + path);
  }

  /** The value is what a schema of the document says. */
  void checkBody(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    assertThat(SCHEMAS.getSchema(whole).validate(value)).isEmpty();
  }

  void checkBody(String name, JsonNode value) {
    checkBody(document.get("components").get("schemas").get(name), value);
  }
}
