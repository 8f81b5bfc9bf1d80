package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;

/** A JSON Schema out of one of the documents that the server describes itself with. */
final class DocumentedSchema {
  private static final String URI = "app://tickertalk/document";

  /** Only for the files of its class path. */
  private static final Vertx VERTX = Vertx.vertx();

  private final JsonObject schema;
  private final Draft draft;

  private DocumentedSchema(JsonObject schema, Draft draft) {
    this.schema = schema;
    this.draft = draft;
  }

  /** A schema that stands in a document and may refer to the document's components. */
  static DocumentedSchema of(JsonObject document, JsonObject schema) {
    return new DocumentedSchema(
        schema.copy().put("components", document.getJsonObject("components").copy()),
        Draft.DRAFT202012);
  }

  /** A schema that stands alone. */
  static DocumentedSchema alone(JsonObject schema, Draft draft) {
    return new DocumentedSchema(schema, draft);
  }

  /** Fails when the value is not as described, and says where. */
  void requireOf(JsonObject value) {
    SchemaRepository repository =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setBaseUri(URI)
                .setDraft(draft)
                .setOutputFormat(OutputFormat.Basic));
    repository.preloadMetaSchema(VERTX.fileSystem(), draft);
    repository.dereference(URI, JsonSchema.of(schema));
    // The validator writes notes of its own into the schemas it reads, hence the copies.
    OutputUnit result = repository.validator(URI).validate(value);
    assertThat(result.getValid()).as("what is wrong: %s", result.getErrors()).isTrue();
  }
}
