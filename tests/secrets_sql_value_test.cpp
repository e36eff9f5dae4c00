// Columns, variables and arguments that hold credentials.

#include <gtest/gtest.h>

#include "secrets_sql_testing.hpp"

namespace mig::secrets {
namespace {

TEST(SqlSecrets, ColumnsOfCredentials) {
  const std::vector<Case> cases = {
      {"INSERT INTO u(login, password) VALUES ('a', 'Tern_55')", "Tern_55"},
      {"INSERT INTO u(login, passwd) SELECT 'a', 'tern-kelp'", "tern-kelp"},
      {"UPDATE u SET api_key = 'k9-Tern55kelp' WHERE id = 1", "k9-Tern55kelp"},
      {"INSERT INTO oauth (client_id, client_secret) VALUES ('web', 'Tern55kelpGull')",
       "Tern55kelpGull"},
      {"INSERT INTO settings(key, value) VALUES ('smtp_password', 'Tern_55')", "Tern_55"},
      {"INSERT INTO app_settings(name, value) VALUES ('mail.smtp.password', 'Tern_55')", "Tern_55"},
      {"INSERT INTO settings VALUES (1, 'smtpPassword', 'Tern_55')", "Tern_55"},
      {"INSERT INTO cards(holder, pin) VALUES ('a', '4821')", "4821"},
      {"COPY u (login, password) FROM stdin;\na\tTern_55\n\\.\n", "Tern_55"},
      {"INSERT INTO u(p) VALUES (crypt('Tern_55', gen_salt('bf'))), (1)", ""},
      {"CREATE (:User {login: 'a', password: 'Tern_55'})", "Tern_55"},
  };
  for (const auto& [text, value] : cases) {
    const auto found = find_in_rows(text);
    if (value.empty()) {
      EXPECT_TRUE(found.empty()) << text;
      continue;
    }
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_EQ(found[0].rule, "secret-column-value") << text;
    EXPECT_EQ(found[0].value, value) << text;
    EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.end - found[0].span.begin), value);
  }
}

TEST(SqlSecrets, ColumnsWithout) {
  for (const std::string_view text : {
           "INSERT INTO permissions(name) VALUES ('rotate_password'), ('view_token')",
           "INSERT INTO u(password_reset_required, password) VALUES (true, NULL)",
           "INSERT INTO u(token_type, token_id) VALUES ('bearer', 'abc123def456')",
           "INSERT INTO u(password) VALUES ($1), (?), (:pw), ('${PW}'), (@p)",
           "INSERT INTO labels(key, value) VALUES ('password', 'Passwort')",
           "INSERT INTO t(key, value) VALUES ('password_min_length', '12')",
           "INSERT INTO t(token, secret) VALUES ('reset_password', 'client_secret_basic')",
           "INSERT INTO t(api_key) VALUES ('https://docs.test/keys')",
           "UPDATE u SET password = crypt(password, gen_salt('bf'))",
           "UPDATE u SET has_password = true, access_token_expires = '2030-01-01'",
       })
    for (const auto& detection : find_in_rows(text))
      ADD_FAILURE() << detection.rule << " <" << detection.value << "> in " << text;
}

TEST(SqlSecrets, HashesInRowsAndText) {
  const std::vector<std::string> hashes = {
      "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
      "$argon2id$v=19$m=4096,t=3,p=1$dGVybmtlbHA$mZ8yqK1vJ0Xb3nT7wR5uPgLd2cHfE9sA4oQxYiV6kMw",
      "pbkdf2_sha256$260000$terNkelp$mZ8yqK1vJ0Xb3nT7wR5uPgLd2cHfE9sA4oQxYiV6kMw=",
      "$6$ternkelp$" + std::string("mZ8yqK1vJ0Xb3nT7wR5uPgLd2cHfE9sA4oQxYiV6kMw") +
          "mZ8yqK1vJ0Xb3nT7wR5uPgLd2cHfE9sA4oQxYiV6kMw",
      "SCRAM-SHA-256$4096:dGVybmtlbHA=$mZ8yqK1vJ0Xb3nT7wR5uPg=:Ld2cHfE9sA4oQxYiV6kMw=",
      "{SSHA}mZ8yqK1vJ0Xb3nT7wR5uPgLd2cHfE9sA",
      "$P$BmZ8yqK1vJ0Xb3nT7wR5uPgLd2cHfE9",
  };
  for (const auto& hash : hashes) {
    const auto rows = find_in_rows("INSERT INTO u(x) VALUES ('" + hash + "')");
    ASSERT_EQ(rows.size(), 1U) << hash;
    EXPECT_EQ(rows[0].rule, "secret-password-hash");
    const auto line = "admin: \"" + hash + "\" # x";
    const Text text{"users.yml", line, FileRole::other, 0};
    Detections found;
    at_hits(text, hash_literals(), [&](Hit hit) { find_hash(text, hit, found); });
    ASSERT_FALSE(found.empty()) << hash;
    EXPECT_EQ(found[0].value, hash);
  }
  EXPECT_EQ(find_in_rows("INSERT INTO u(password_hash) VALUES "
                         "('5f4dcc3b5aa765d61d8327deb882cf99')")[0]
                .rule,
            "secret-password-hash");
  EXPECT_TRUE(find_in_rows("INSERT INTO f(checksum) VALUES "
                           "('5f4dcc3b5aa765d61d8327deb882cf99')")
                  .empty());
}

TEST(SqlSecrets, ReachTheStatementThroughVariables) {
  expect_each(
      {{"DO $$ DECLARE v text := 'Tern_55x'; BEGIN EXECUTE format('ALTER ROLE %I PASSWORD %L', "
        "'a', "
        "v); END $$",
        "Tern_55x"},
       {"DO $$ BEGIN k := 'Tern_55x'; EXECUTE 'ALTER ROLE a PASSWORD ' || quote_literal(k); END $$",
        "Tern_55x"},
       {"DECLARE @p NVARCHAR(100) = N'Tern_55x'; SET @s = N'CREATE LOGIN a WITH PASSWORD = ''' + "
        "@p "
        "+ '''';",
        "Tern_55x"},
       {"\\set p1 'Tern_55x'\nALTER ROLE a PASSWORD :'p1';", "Tern_55x"},
       {"\\set p1 Tern_55x\nALTER ROLE a PASSWORD :'p1';", "Tern_55x"},
       {"DEFINE p1 = Tern_55x\nCREATE USER a IDENTIFIED BY &p1;", "Tern_55x"},
       {"DECLARE v_pwd VARCHAR(50) DEFAULT 'Tern_55x';", "Tern_55x"},
       {"cur.execute(\"ALTER ROLE a PASSWORD %s\", (\"Tern_55x\",))", "Tern_55x"},
       {"op.execute(\"ALTER ROLE {} PASSWORD '{}'\".format('a', 'Tern_55x'))", "Tern_55x"},
       {"client.query('ALTER ROLE a PASSWORD $1', ['Tern_55x'])", "Tern_55x"},
       {"run(text(\"ALTER ROLE a PASSWORD :p\"), {'p': 'Tern_55x'})", "Tern_55x"},
       {"CREATE USER a PASSWORD Tern_55x NO FORCE_FIRST_PASSWORD_CHANGE", "Tern_55x"}},
      "secret-sql-role-password");
  for (const std::string_view text : {
           "\\set p1 `cat pw`\nALTER ROLE a PASSWORD :'p1';",
           "ALTER ROLE a PASSWORD :'app_word';",
           "DO $$ DECLARE v text := current_setting('a.b'); BEGIN EXECUTE format('ALTER ROLE a "
           "PASSWORD %L', v); END $$",
           "DECLARE n text := 'Tern_55x'; EXECUTE format('ALTER ROLE %I PASSWORD %L', n, v_pw);",
           "cur.execute(\"ALTER ROLE a PASSWORD %s\", (password,))",
           "cur.execute(\"SELECT password FROM u WHERE n = %s\", ('Tern_55x',))",
           "op.execute(\"ALTER ROLE a PASSWORD '{}'\".format(get_secret('a/b1')))",
       })
    EXPECT_TRUE(find_all(text).empty()) << text;
}

TEST(SqlSecrets, StandInCallsByTheirPlace) {
  expect_each({{"SELECT * FROM remote('h:9000', 'd', 't', 'u', 'Tern_55x')", "Tern_55x"},
               {"SELECT * FROM remoteSecure('h:9440', 'd.t', 'u', 'Tern_55x')", "Tern_55x"},
               {"ENGINE = MySQL('h:3306', 'd', 't', 'u', 'Tern_55x')", "Tern_55x"},
               {"ENGINE = PostgreSQL('h:5432', 'd', 'u', 'Tern_55x')", "Tern_55x"},
               {"PRAGMA key = 'Tern_55x'", "Tern_55x"},
               {"PRAGMA rekey('Tern_55x')", "Tern_55x"},
               {"ATTACH DATABASE 'f.db' AS f KEY 'Tern_55x'", "Tern_55x"},
               {"ALTER SYSTEM SET ssl_passphrase_command = 'echo Tern_55x'", "Tern_55x"},
               {"OPENROWSET('SQLNCLI', 'h';'u';'Tern_55x', 'select 1')", "Tern_55x"},
               {"DBMS_CLOUD.CREATE_CREDENTIAL('C', 'u', 'Tern_55x')", "Tern_55x"},
               {"AES_DECRYPT(x, UNHEX(SHA2('Tern_55x', 512)))", "Tern_55x"}},
              "secret-sql-option");
  expect_each({{"UPDATE mysql.user SET authentication_string = PASSWORD('Tern_55x')", "Tern_55x"},
               {"AUTH app Tern_55x", "Tern_55x"},
               {"HELLO 3 AUTH app Tern_55x", "Tern_55x"},
               {"db.auth('app', 'Tern_55x')", "Tern_55x"},
               {"CONNECT TO d USER u USING Tern_55x", "Tern_55x"}},
              "secret-sql-role-password");
  for (const std::string_view text : {
           "SELECT * FROM remote('h', 'd', 't')",
           "ENGINE = MySQL('h:3306', 'd', 't', '{user}', '${PW}')",
           "PRAGMA key = '${KEY}'",
           "PRAGMA foreign_keys = ON",
           "ATTACH DATABASE 'f.db' AS f KEY ''",
           "AUTH is required before this command 7",
           "passport.auth('local', 'session7')",
           "# requirepass foobared",
           "ALTER SYSTEM SET ssl_passphrase_command = '/bin/ask %p'",
       })
    EXPECT_TRUE(find_all(text).empty()) << text;
  EXPECT_TRUE(
      find_in_rows(R"({"password": "Passwort", "token": "Zugangsmarke"})", "de.json").empty());
}

}  // namespace
}  // namespace mig::secrets
