package dev.hato.benchmarks.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Posts with likes and mentions that go with them, and others that stay and are read. */
final class PostTables implements AutoCloseable {
  private static final int AUTHORS = 200;
  private static final int KEPT = 20_000;
  private static final String SCHEMA =
      """
      create table posts (
        id integer primary key, author integer not null, doomed boolean not null,
        body text not null, created_at timestamptz not null);
      create index posts_author on posts (author, id desc);
      create table likes (
        id bigint generated always as identity primary key,
        post integer not null references posts on delete cascade, account integer not null);
      create unique index likes_once on likes (account, post);
      create index likes_post on likes (post);
      create table mentions (
        post integer not null references posts on delete cascade, account integer not null,
        primary key (post, account));
      insert into posts select 1000000 + i, i %% %1$d, false, repeat(md5(i::text), 12), now()
        from generate_series(0, %2$d - 1) i;
      insert into likes (post, account) select 1000000 + i %% %2$d, i / %2$d
        from generate_series(0, %2$d * 10 - 1) i;
      """
          .formatted(AUTHORS, KEPT);

  private final HikariDataSource pool;

  private PostTables(HikariDataSource pool) {
    this.pool = pool;
  }

  static PostTables create(String url) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername("postgres");
    config.setPassword("postgres");
    config.setMaximumPoolSize(16);
    PostTables tables = new PostTables(new HikariDataSource(config));
    tables.execute(SCHEMA);
    return tables;
  }

  int authors() {
    return AUTHORS;
  }

  /** Adds so many posts to be deleted, each with so many likes and 5 mentions. */
  void fill(int posts, int likes) throws SQLException {
    execute(
        """
        insert into posts select i, i %% %2$d, true, repeat(md5(i::text), 12), now()
          from generate_series(0, %1$d - 1) i;
        insert into likes (post, account) select i %% %1$d, 1000 + i / %1$d
          from generate_series(0, %1$d * %3$d - 1) i;
        insert into mentions select i %% %1$d, i / %1$d from generate_series(0, %1$d * 5 - 1) i;
        """
            .formatted(posts, AUTHORS, likes));
    execute("vacuum analyze");
    execute("checkpoint");
  }

  /** A real delete: the post, and by cascade what hangs on it. */
  void delete(int post) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("delete from posts where id = ?")) {
      statement.setInt(1, post);
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("post " + post + " was not there");
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
