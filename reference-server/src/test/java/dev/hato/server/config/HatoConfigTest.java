package dev.hato.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.server.config.HatoConfig.Federation;
import dev.hato.server.config.HatoConfig.HostPort;
import dev.hato.server.config.HatoConfig.Http;
import dev.hato.server.config.HatoConfig.LogFormat;
import dev.hato.server.config.HatoConfig.Policy;
import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.config.HatoConfig.Site;
import dev.hato.server.config.HatoConfig.Storage;
import dev.hato.server.config.HatoConfig.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HatoConfigTest {
  @TempDir private Path folder;

  private static HatoConfig of(Map<String, String> flags) {
    return HatoConfig.of(new SettingsReader().flags(flags).read());
  }

  @Test
  void theDefaultsAreThoseOfTheContract() {
    HatoConfig config = of(Map.of());
    assertThat(config.site()).isEqualTo(new Site("localhost:8080", "localhost:8080", "http"));
    assertThat(config.http()).isEqualTo(new Http("127.0.0.1", 8080, List.of(), true));
    assertThat(config.storage().dataDir()).isEqualTo(Path.of("./data"));
    assertThat(config.storage().url())
        .isEqualTo("jdbc:h2:file:" + Path.of("data").toAbsolutePath().resolve("hato"));
    assertThat(config.storage().embedded()).isTrue();
    assertThat(config.work())
        .isEqualTo(
            new Work(Map.of(), Optional.of(new HostPort("127.0.0.1", 9090)), LogFormat.TEXT));
    assertThat(config.policy())
        .isEqualTo(
            new Policy(
                Registrations.APPROVAL,
                new Federation(
                    true,
                    false,
                    true,
                    Optional.empty(),
                    false,
                    SignatureFormat.CAVAGE_12,
                    KeyAlgorithm.RSA)));
    assertThat(config.site().streamingUrl()).isEqualTo("ws://localhost:8080");
  }

  @Test
  void everyKeyIsMapped() throws IOException {
    Path ca = Files.createFile(folder.resolve("ca.pem"));
    Map<String, String> all = new LinkedHashMap<>();
    all.put("domain", "hato.example");
    all.put("web-domain", "social.hato.example");
    all.put("base-scheme", "https");
    all.put("http.port", "3000");
    all.put("http.bind", "0.0.0.0");
    all.put("http.trusted-proxies", "10.0.0.0/8, ::1");
    all.put("http.rate-limits", "false");
    all.put("data-dir", "/var/lib/hato");
    all.put("database.url", "jdbc:postgresql://pooler/hato");
    all.put("database.username", "u");
    all.put("database.password", "p");
    all.put("database.listen-url", "jdbc:postgresql://db/hato");
    all.put("roles", "all");
    all.put("worker.queues", "default=9,deliver=64");
    all.put("registrations", "open");
    all.put("federation.enabled", "false");
    all.put("federation.allow-private-addresses", "true");
    all.put("federation.allow-http", "true");
    all.put("federation.trusted-ca", ca.toString());
    all.put("federation.authorized-fetch", "true");
    all.put("federation.first-knock", "rfc9421");
    all.put("federation.signing-key", "ed25519");
    all.put("metrics.bind", "127.0.0.1:9999");
    all.put("log.format", "json");
    assertThat(all.keySet())
        .containsExactlyElementsOf(
            Keys.ALL.stream().filter(Key::supported).map(Key::name).toList());
    HatoConfig config = of(all);
    assertThat(config.site()).isEqualTo(new Site("hato.example", "social.hato.example", "https"));
    assertThat(config.http())
        .isEqualTo(new Http("0.0.0.0", 3000, List.of("10.0.0.0/8", "::1"), false));
    assertThat(config.storage())
        .isEqualTo(
            new Storage(
                Path.of("/var/lib/hato"),
                "jdbc:postgresql://pooler/hato",
                "u",
                "p",
                Optional.of("jdbc:postgresql://db/hato")));
    assertThat(config.work())
        .isEqualTo(
            new Work(
                Map.of("default", 9, "deliver", 64),
                Optional.of(new HostPort("127.0.0.1", 9999)),
                LogFormat.JSON));
    assertThat(config.policy())
        .isEqualTo(
            new Policy(
                Registrations.OPEN,
                new Federation(
                    false,
                    true,
                    true,
                    Optional.of(ca),
                    true,
                    SignatureFormat.RFC_9421,
                    KeyAlgorithm.ED25519)));
  }

  @Test
  void newJobsAreHeardOfWhereTheDatabaseIsUnlessItIsEmbeddedOrSwitchedOff() {
    String url = "jdbc:postgresql://db/hato";
    assertThat(of(Map.of("database.url", url)).storage().listenUrl()).contains(url);
    assertThat(of(Map.of()).storage().listenUrl()).isEmpty();
    assertThat(of(Map.of("database.url", url, "database.listen-url", "off")).storage().listenUrl())
        .isEmpty();
  }

  @Test
  void aFlagIsStrongerThanTheEnvironmentAndThatThanTheFile() throws IOException {
    Path file = folder.resolve("hato.toml");
    Files.writeString(
        file,
        """
        domain = "file.example"
        registrations = "open"
        [http]
        port = 1
        rate-limits = false
        trusted-proxies = ["127.0.0.1", "10.0.0.1"]
        [federation]
        trusted-ca = ""
        """);
    Settings settings =
        new SettingsReader()
            .file(file)
            .environment(
                Map.of("HATO_HTTP_PORT", "2", "HATO_DOMAIN", "env.example", "PATH", "/bin"))
            .flags(Map.of("http.port", "3"))
            .read();
    HatoConfig config = HatoConfig.of(settings);
    assertThat(config.http().port()).isEqualTo(3);
    assertThat(config.http().trustedProxies()).containsExactly("127.0.0.1", "10.0.0.1");
    assertThat(config.http().rateLimits()).isFalse();
    assertThat(config.site().domain()).isEqualTo("env.example");
    assertThat(config.policy().registrations()).isEqualTo(Registrations.OPEN);
    assertThat(config.settings().value("http.port").origin()).isEqualTo(Settings.Origin.FLAG);
    assertThat(config.settings().value("domain").origin()).isEqualTo(Settings.Origin.ENVIRONMENT);
    assertThat(config.settings().value("registrations").origin()).isEqualTo(Settings.Origin.FILE);
    assertThat(config.settings().value("data-dir").origin()).isEqualTo(Settings.Origin.DEFAULT);
  }

  @Test
  void anUnknownNameStopsTheStartWithTheNearestOne() throws IOException {
    assertThatThrownBy(() -> of(Map.of("http.prot", "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("The key --http.prot is not known; did you mean http.port?");
    assertThatThrownBy(() -> new SettingsReader().environment(Map.of("HATO_DOMIAN", "x")))
        .hasMessage("The environment variable HATO_DOMIAN is not known; did you mean HATO_DOMAIN?");
    Path file = folder.resolve("hato.toml");
    Files.writeString(file, "[federation]\nalow-http = true\n");
    assertThatThrownBy(() -> new SettingsReader().file(file))
        .hasMessageContaining("federation.alow-http in ")
        .hasMessageContaining("did you mean federation.allow-http?");
    Files.writeString(file, "a = [\n");
    assertThatThrownBy(() -> new SettingsReader().file(file))
        .hasMessageContaining("not valid TOML");
    assertThatThrownBy(() -> new SettingsReader().file(folder.resolve("none.toml")))
        .hasMessageContaining("cannot be read");
  }

  static List<String> later() {
    return Keys.ALL.stream().filter(key -> !key.supported()).map(Key::name).toList();
  }

  @ParameterizedTest
  @MethodSource("later")
  void aKeyOfALaterVersionIsRefusedWithASentence(String key) {
    assertThatThrownBy(() -> of(Map.of(key, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " (")
        .hasMessageContaining("is not yet supported in this version; remove it from the command");
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, 70000",
    "http.port, http",
    "http.trusted-proxies, proxy.example",
    "http.rate-limits, perhaps",
    "domain, https://hato.example",
    "domain, hato.example/x",
    "domain, user@hato.example",
    "domain, 鳩.example",
    "base-scheme, ftp",
    "database.url, mysql://x",
    "database.url, jdbc:postgresql://db/x?preferQueryMode=simple",
    "database.listen-url, on",
    "database.listen-url, jdbc:h2:mem:x",
    "worker.queues, default",
    "worker.queues, default=0",
    "worker.queues, defualt=2",
    "registrations, everybody",
    "federation.trusted-ca, /no/such/file.pem",
    "metrics.bind, 9090",
    "log.format, xml",
    "roles, web",
  })
  void aWrongValueNamesItsKeyAndWhatToWrite(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " is \"" + value + "\" (from flag): ")
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "hato.example, https, false",
    "localhost:3000, http, true",
    "127.0.0.1, http, true",
    "'[::1]:80', http, true",
    "a.localhost, http, true",
    "localhost.example, https, false",
  })
  void theSchemeFollowsFromTheDomain(String domain, String scheme, boolean allowHttp) {
    HatoConfig config = of(Map.of("domain", domain));
    assertThat(config.site().scheme()).isEqualTo(scheme);
    assertThat(config.policy().federation().allowHttp()).isEqualTo(allowHttp);
  }

  @Test
  void secretsAreNeverShown() {
    HatoConfig config = of(Map.of("database.password", "hunter2"));
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThat(config.settings().value("database.password").shown()).isEqualTo("********");
  }
}
