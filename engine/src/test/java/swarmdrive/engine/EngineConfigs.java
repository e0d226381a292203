package swarmdrive.engine;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Configurations that differ in one thing. */
public final class EngineConfigs {
  private EngineConfigs() {}

  /**
   * A copy with another value for one component.
   *
   * @param component its name
   */
  public static EngineConfig with(EngineConfig config, String component, Object value) {
    RecordComponent[] components = EngineConfig.class.getRecordComponents();
    if (Arrays.stream(components).noneMatch(known -> known.getName().equals(component))) {
      throw new IllegalArgumentException("no component " + component);
    }
    try {
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] =
            components[i].getName().equals(component)
                ? value
                : components[i].getAccessor().invoke(config);
      }
      return EngineConfig.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
