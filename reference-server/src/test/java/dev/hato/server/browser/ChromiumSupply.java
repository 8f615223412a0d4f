package dev.hato.server.browser;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser when the first test asks for it, and ends it with the last. */
final class ChromiumSupply implements ExecutionCondition, ParameterResolver {
  private static final String MISSING =
      "Browser tests need Chromium, and " + Chromium.PROGRAM + " does not exist";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Files.isExecutable(Chromium.PROGRAM)) {
      return ConditionEvaluationResult.enabled("Chromium is here");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING + ": install the package chromium");
    }
    store(context).getOrComputeIfAbsent(MISSING, ChromiumSupply::say);
    return ConditionEvaluationResult.disabled(MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context).getOrComputeIfAbsent(Chromium.class, _ -> new Chromium(), Chromium.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(ChromiumSupply.class));
  }

  private static String say(String line) {
    System.out.println(line + ": they are skipped.");
    return line;
  }
}
