package org.chancery.ingest.topology;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells the engine how to move {@link Heard} about. */
final class HeardType extends TypeInformation<Heard> {
  private static final long serialVersionUID = 1;
  static final HeardType INSTANCE = new HeardType();

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Heard> getTypeClass() {
    return Heard.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Heard> createSerializer(SerializerConfig config) {
    return HeardSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "Heard";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeardType;
  }

  @Override
  public int hashCode() {
    return HeardType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof HeardType;
  }
}
