package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobTest {
  record Mail(long account, List<String> words, Instant at) {}

  private static final JobType<Mail> MAIL = JobType.of("mail", "mail", Mail.class);

  @Test
  void aJobBecomesDataWithAJsonPayload() {
    Instant noon = Instant.parse("2025-06-01T12:00:00Z");
    Job<Mail> job =
        Job.of(MAIL, new Mail(7, List.of("a"), noon))
            .runAt(noon)
            .orderingKey("line")
            .uniquenessKey("once")
            .concurrencyKey("host");

    JobData data = job.toData();

    assertThat(data.type()).isEqualTo("mail");
    assertThat(data.queue()).isEqualTo("mail");
    assertThat(data.runAt()).isEqualTo(noon);
    assertThat(data.keys()).isEqualTo(new JobKeys("line", "once", "host"));
    assertThat(data.payload())
        .isEqualTo("{\"account\":7,\"words\":[\"a\"],\"at\":\"2025-06-01T12:00:00Z\"}");
    assertThat(MAIL.codec().decode(data.payload())).isEqualTo(job.payload());
  }

  @Test
  void propertiesOfANewerVersionArePassedOver() {
    Mail mail =
        MAIL.codec()
            .decode("{\"account\":1,\"words\":[],\"at\":\"2025-06-01T12:00:00Z\",\"new\":true}");

    assertThat(mail.account()).isEqualTo(1);
  }

  @Test
  void aNullPayloadIsUnreadable() {
    assertThatThrownBy(() -> MAIL.codec().decode("null")).hasMessageContaining("null");
  }

  @Test
  void misuseIsRefusedWithWhatToDo() {
    Job<Mail> job = Job.of(MAIL, new Mail(1, List.of(), Instant.EPOCH));
    assertThatThrownBy(() -> job.orderingKey("")).hasMessageContaining("leave it away");
    assertThatThrownBy(() -> JobType.of("", "mail", Mail.class))
        .hasMessageContaining("a name and a queue");
    assertThatThrownBy(() -> MAIL.withTimeout(Duration.ZERO)).hasMessageContaining("above zero");
    assertThatThrownBy(() -> JobOutcome.retry(Duration.ofSeconds(-1), "x"))
        .hasMessageContaining("past");
  }
}
