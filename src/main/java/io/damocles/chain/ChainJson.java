package io.damocles.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The JSON of a node: members named as Go names them, unknown ones ignored, amounts as decimal
 * strings, bytes as standard base64, and no silent conversion between types. {@link NullRules} says
 * what may be missing.
 */
public final class ChainJson {
  private static final ObjectMapper MAPPER =
      StrictJson.mapper()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .annotationIntrospector(
              AnnotationIntrospector.pair(new NullRules(), new JacksonAnnotationIntrospector()))
          .addModule(
              new SimpleModule()
                  .addSerializer(BigInteger.class, new AmountWriter())
                  .addDeserializer(BigInteger.class, new AmountReader()))
          .build();

  private static final Pattern OF_JAVA_TYPE =
      Pattern.compile(
          "Cannot (?:deserialize|construct|coerce).*?`[^`]+`.*?(?: from (.+?))?(?:(?<=[\")]): (.*))?",
          Pattern.DOTALL);

  private ChainJson() {}

  /** What is wrong with a JSON text, and where in it, without the names of Java's types. */
  public static String problem(JsonProcessingException e) {
    String place = "";
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      place =
          mapping.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "[" + step.getIndex() + "]"
                          : "." + step.getFieldName())
              .collect(Collectors.joining());
    }
    return (place.isEmpty() ? "" : place.substring(place.startsWith(".") ? 1 : 0) + ": ")
        + reason(e);
  }

  private static String reason(JsonProcessingException e) {
    String text = String.valueOf(e.getOriginalMessage());
    if (!(e instanceof MismatchedInputException)) {
      return text;
    }
    if (text.startsWith("Missing required")) {
      return "is missing";
    }
    if (e instanceof InvalidNullException) {
      return "must not be null";
    }
    Matcher typed = OF_JAVA_TYPE.matcher(text);
    return typed.matches()
        ? (typed.group(2) == null ? "does not take " + typed.group(1) : typed.group(2))
        : text;
  }

  /** The mapper, for readers and writers of one's own. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  private static final class AmountWriter extends JsonSerializer<BigInteger> {
    @Override
    public void serialize(BigInteger amount, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(amount.toString());
    }
  }

  private static final class AmountReader extends JsonDeserializer<BigInteger> {
    private static final int MOST_DIGITS = 400;

    @Override
    public BigInteger getAbsentValue(DeserializationContext context) {
      return BigInteger.ZERO;
    }

    @Override
    public BigInteger getNullValue(DeserializationContext context) throws JsonMappingException {
      return context.reportInputMismatch(
          BigInteger.class, "expected an amount as a decimal string, got null");
    }

    @Override
    public BigInteger deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
      if (text.length() > MOST_DIGITS || !text.matches("-?[0-9]+")) {
        throw context.weirdStringException(
            parser.getText(), BigInteger.class, "expected an amount as a decimal string");
      }
      return new BigInteger(text);
    }
  }
}
