package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What absent members and nulls become: a number or an absent amount is 0 and a flag is off, as in
 * Go, unless it is required; anything else is null where a record's component says {@link
 * Nullable}, and an error where it does not.
 */
final class NullRules extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("NullAway") // null: the next introspector decides
  public Boolean hasRequiredMarker(AnnotatedMember member) {
    return mustBeThere(member) ? Boolean.TRUE : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated member) {
    return mustBeThere(member)
        ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
        : JsonSetter.Value.empty();
  }

  private static boolean mustBeThere(Annotated member) {
    return member instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Executable owner
        && owner.getDeclaringClass().isRecord()
        && (isDeclaredSo(parameter)
            || !hasZero(owner.getAnnotatedParameterTypes()[parameter.getIndex()]));
  }

  private static boolean isDeclaredSo(AnnotatedParameter parameter) {
    JsonProperty property = parameter.getAnnotation(JsonProperty.class);
    return property != null && property.required();
  }

  private static boolean hasZero(AnnotatedType type) {
    boolean number =
        type.getType() instanceof Class<?> named
            && (named.isPrimitive() || named == BigInteger.class);
    return number || type.isAnnotationPresent(Nullable.class);
  }
}
