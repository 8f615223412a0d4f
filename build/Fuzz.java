import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs one fuzz target of compiled tests: java -cp TEST_CLASS_PATH build/Fuzz.java CLASS METHOD.
 * The environment says JAZZER_FUZZ=1, system properties say how long. Exit code 1 when something
 * broke.
 */
final class Fuzz {
  private Fuzz() {}

  public static void main(String[] args) throws Exception {
    Class<?> type = Class.forName(args[0]);
    Method target =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(args[1]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such target: " + args[1]));
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(type, target)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
    System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsStartedCount() > 0 ? 0 : 1);
  }
}
