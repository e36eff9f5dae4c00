// What statements of any dialect, in any wrapping, tell about credentials; and what they do not.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/rows/read_rows.hpp"
#include "mig/secrets/sql/find_hashes.hpp"
#include "mig/secrets/sql/find_sql_secrets.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

template <class Find>
void at_hits(const Text& text, std::span<const std::string_view> literals, Find find) {
  const auto folded = lowered(text.bytes);
  for (const auto literal : literals) {
    for (auto at = folded.find(literal); at != std::string::npos; at = folded.find(literal, at + 1))
      find(Hit{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + literal.size())});
  }
}

Detections find_all(std::string_view bytes) {
  const Text text{"up.sql", bytes, FileRole::script, 0};
  Detections found;
  at_hits(text, sql_literals(), [&](Hit hit) { find_sql_secret(text, hit, found); });
  return found;
}

Detections find_in_rows(std::string_view bytes, std::string_view path = "up.sql") {
  const Text text{path, bytes, FileRole::script, 0};
  Detections found;
  const RowVisitor visit = [&](const Row& row) { find_credentials_in_row(row, found); };
  std::uint32_t stop = 0;
  at_hits(text, row_literals(), [&](Hit hit) {
    if (hit.begin >= stop) stop = read_statement_rows(text, hit, visit);
  });
  read_file_rows(text, visit);
  return found;
}

struct Case {
  std::string_view text;
  std::string_view value;
};

void expect_each(const std::vector<Case>& cases, std::string_view rule) {
  for (const auto& [text, value] : cases) {
    bool is_found = false;
    for (const auto& detection : find_all(text)) {
      EXPECT_EQ(detection.subject.find(value), std::string::npos) << text;
      ASSERT_LE(detection.span.end, text.size());
      if (detection.value != value) continue;
      is_found = true;
      EXPECT_EQ(detection.rule, rule) << text;
    }
    EXPECT_TRUE(is_found) << text;
  }
}

void expect_silent(const std::vector<std::string_view>& texts) {
  for (const auto text : texts)
    for (const auto& detection : find_all(text))
      ADD_FAILURE() << detection.rule << " <" << detection.value << "> in " << text;
}

TEST(SqlSecrets, PostgresRoles) {
  expect_each(
      {
          {"CREATE ROLE batch LOGIN PASSWORD 'Tern_55-kelp';", "Tern_55-kelp"},
          {"create user nightly with encrypted password 'harbour9'", "harbour9"},
          {"ALTER ROLE batch WITH NOSUPERUSER\n  CONNECTION LIMIT 4 -- few\n  PASSWORD /* new */ "
           "'Tern_55-kelp';",
           "Tern_55-kelp"},
          {"CREATE USER IF NOT EXISTS b WITH PASSWORD e'Tern\\x5f55'", "Tern_55"},
          {"ALTER ROLE b PASSWORD $$Tern_55$$", "Tern_55"},
          {"ALTER ROLE b PASSWORD $pw$Tern_55$pw$;", "Tern_55"},
          {"ALTER ROLE b PASSWORD U&'Tern!005f55' UESCAPE '!'", "Tern_55"},
          {"ALTER ROLE b PASSWORD 'Ke''lp_55'", "Ke'lp_55"},
          {"ALTER GROUP b PASSWORD 'SCRAM-SHA-256$4096:c2FsdHNhbHQ=$c3RvcmVk:c2VydmVyc2VydmVy';",
           "SCRAM-SHA-256$4096:c2FsdHNhbHQ=$c3RvcmVk:c2VydmVyc2VydmVy"},
          {"ALTER USER b PASSWORD 'md50f3b1c7a9d2e84f6a1b90c1d7e3f42a5'",
           "md50f3b1c7a9d2e84f6a1b90c1d7e3f42a5"},
          {"ALTER USER CURRENT_USER PASSWORD 'Tern_55'", "Tern_55"},
      },
      "secret-sql-role-password");
}

TEST(SqlSecrets, RolesInsideOtherLanguages) {
  expect_each(
      {
          {"DO $$ BEGIN EXECUTE 'CREATE ROLE b LOGIN PASSWORD ''Tern_55'''; END $$;", "Tern_55"},
          {"EXECUTE 'ALTER ROLE b PASSWORD ' || quote_literal('Tern_55');", "Tern_55"},
          {"EXECUTE 'ALTER ROLE b PASS' || 'WORD ''Tern_55''';", "Tern_55"},
          {"EXECUTE 'ALTER ROLE b PASSWORD ''' || 'Tern_55' || '''';", "Tern_55"},
          {"EXECUTE 'ALTER ROLE b ' || 'PASSWORD ' || '''Tern_55''';", "Tern_55"},
          {"EXECUTE format('ALTER ROLE %I VALID UNTIL %L PASSWORD %L', 'b', 'infinity', "
           "'Tern_55');",
           "Tern_55"},
          {"EXECUTE format('ALTER ROLE %2$I PASSWORD %1$L', 'Tern_55', 'b');", "Tern_55"},
          {"EXECUTE format('ALTER ROLE b PASSWORD ''%s''', 'Tern_55');", "Tern_55"},
          {"op.execute(\"ALTER ROLE b PASSWORD 'Tern_55'\")", "Tern_55"},
          {"op.execute('ALTER ROLE b PASSWORD \\'Tern_55\\'')", "Tern_55"},
          {"op.execute(\"ALTER ROLE b \"\n    \"PASSWORD 'Tern_55'\")", "Tern_55"},
          {"{\"sql\": \"CREATE USER \\\"b\\\" WITH\\n PASSWORD 'Tern_55';\"}", "Tern_55"},
          {"<sql>CREATE USER b WITH PASSWORD &apos;Tern_55&apos;</sql>", "Tern_55"},
          {"<sql><![CDATA[CREATE USER b PASSWORD 'Tern_55']]></sql>", "Tern_55"},
          {"psql -c 'ALTER ROLE b PASSWORD '\\''Tern_55'\\'''", "Tern_55"},
          {"psql <<SQL\nCREATE ROLE b PASSWORD 'Tern_55';\nSQL\n", "Tern_55"},
          {"- sql: CREATE ROLE b PASSWORD 'Tern_55'", "Tern_55"},
      },
      "secret-sql-role-password");
}

TEST(SqlSecrets, OtherDialects) {
  expect_each(
      {
          {"CREATE USER 'b'@'10.%' IDENTIFIED BY 'Tern_55';", "Tern_55"},
          {"CREATE USER IF NOT EXISTS `b`@`%` IDENTIFIED WITH caching_sha2_password BY 'Tern_55'",
           "Tern_55"},
          {"GRANT ALL ON d.* TO 'b'@'%' IDENTIFIED BY PASSWORD "
           "'*7C20A9E4D15B83F6027EA94C1D5B38F6E2709A4C'",
           "*7C20A9E4D15B83F6027EA94C1D5B38F6E2709A4C"},
          {"SET PASSWORD FOR 'b'@'%' = 'Tern_55';", "Tern_55"},
          {"SET PASSWORD FOR b = PASSWORD('Tern_55');", "Tern_55"},
          {"SET PASSWORD = OLD_PASSWORD('Tern_55');", "Tern_55"},
          {"CHANGE MASTER TO MASTER_HOST='h', MASTER_PASSWORD='Tern_55';", "Tern_55"},
          {"START GROUP_REPLICATION USER='r', PASSWORD='Tern_55';", "Tern_55"},
          {"ALTER USER b IDENTIFIED BY 'Tern_55' REPLACE 'Gull_44'", "Gull_44"},
          {"CREATE USER b IDENTIFIED BY Tern_55 DEFAULT TABLESPACE u;", "Tern_55"},
          {"create database link l connect to b identified by \"Tern#55\" using 'o'", "Tern#55"},
          {"ALTER USER b IDENTIFIED BY VALUES 'S:0123456789ABCDEF;T:FEDCBA9876543210'",
           "S:0123456789ABCDEF;T:FEDCBA9876543210"},
          {"CREATE LOGIN b WITH PASSWORD = N'Tern_55', CHECK_POLICY = OFF", "Tern_55"},
          {"CREATE LOGIN b WITH PASSWORD=0x02001122334455667788 HASHED", "0x02001122334455667788"},
          {"ALTER LOGIN b WITH PASSWORD = 'Tern_55' OLD_PASSWORD = 'Gull_44'", "Gull_44"},
          {"CREATE APPLICATION ROLE a WITH PASSWORD = 'Tern_55'", "Tern_55"},
          {"CREATE MASTER KEY ENCRYPTION BY PASSWORD = 'Tern_55';", "Tern_55"},
          {"OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = 'Tern_55'", "Tern_55"},
          {"BACKUP CERTIFICATE c TO FILE = 'c.cer' WITH PRIVATE KEY (FILE='k', ENCRYPTION BY "
           "PASSWORD='Tern_55')",
           "Tern_55"},
          {"EXEC sp_addlogin 'b', 'Tern_55', 'd'", "Tern_55"},
          {"exec sp_addlogin @loginame = N'b', @passwd = N'Tern_55'", "Tern_55"},
          {"EXEC sp_password 'Gull_44', 'Tern_55', 'b'", "Gull_44"},
          {"EXEC master.dbo.sp_addlinkedsrvlogin 'S', 'false', NULL, 'b', 'Tern_55'", "Tern_55"},
          {"EXEC sp_addlinkedsrvlogin @rmtsrvname='S',@rmtuser='b',@rmtpassword='Tern_55'",
           "Tern_55"},
          {"CREATE USER b IDENTIFIED WITH sha256_hash BY '9f86d081884c7d659a2feaa0c55ad0'",
           "9f86d081884c7d659a2feaa0c55ad0"},
          {"CREATE USER b ON CLUSTER c IDENTIFIED BY 'Tern_55'", "Tern_55"},
          {"CREATE USER b IF NOT EXISTS SET PLAINTEXT PASSWORD 'Tern_55' CHANGE NOT REQUIRED",
           "Tern_55"},
          {"ALTER CURRENT USER SET PASSWORD FROM 'Gull_44' TO 'Tern_55'", "Tern_55"},
          {"ALTER CURRENT USER SET PASSWORD FROM 'Gull_44' TO 'Tern_55'", "Gull_44"},
          {"CALL dbms.security.createUser('b', 'Tern_55', false)", "Tern_55"},
          {"CALL dbms.security.changePassword(\"Tern_55\")", "Tern_55"},
          {"CALL dbms.security.changeUserPassword('b', 'Tern_55')", "Tern_55"},
          {"db.changeUserPassword(\"b\", \"Tern_55\")", "Tern_55"},
          {"CREATE USER b PASSWORD = 'Tern_55' DEFAULT_ROLE = r", "Tern_55"},
          {"ACL SETUSER b on >Tern_55 ~* +@all", "Tern_55"},
          {"CONFIG SET requirepass Tern_55", "Tern_55"},
          {"requirepass \"Tern_55\"\n", "Tern_55"},
      },
      "secret-sql-role-password");
}

TEST(SqlSecrets, Options) {
  expect_each(
      {
          {"CREATE USER MAPPING FOR b SERVER s OPTIONS (user 'b', password 'Tern_55');", "Tern_55"},
          {"ALTER USER MAPPING FOR b SERVER s OPTIONS (SET password 'Tern_55')", "Tern_55"},
          {"CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'h', PASSWORD 'Tern_55')",
           "Tern_55"},
          {"CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (api_key 'Tern_55-kelp');",
           "Tern_55-kelp"},
          {"CREATE FOREIGN TABLE f (a int) SERVER s OPTIONS (secret_key 'Tern_55-kelp')",
           "Tern_55-kelp"},
          {"SELECT pgp_sym_encrypt(ssn, 'Tern_55') FROM p", "Tern_55"},
          {"SELECT pgp_sym_decrypt(ssn::bytea, 'Tern_55', 'cipher-algo=aes256')", "Tern_55"},
          {"UPDATE u SET p = crypt('Tern_55', gen_salt('bf'))", "Tern_55"},
          {"SELECT encode(hmac(body, 'Tern_55', 'sha256'), 'hex')", "Tern_55"},
          {"SELECT AES_DECRYPT(x, 'Tern_55')", "Tern_55"},
          {"SELECT encrypt(x, 'Tern_55', 'aes')", "Tern_55"},
          {"SELECT set_config('app.jwt_secret', 'Tern_55-kelp', false)", "Tern_55-kelp"},
          {"ALTER DATABASE d SET \"app.jwt_secret\" TO 'Tern_55-kelp';", "Tern_55-kelp"},
          {"ALTER DATABASE d SET app.settings.jwt_secret = 'Tern_55-kelp'", "Tern_55-kelp"},
          {"ALTER ROLE b SET app.api_token = 'Tern_55-kelp'", "Tern_55-kelp"},
          {"SET LOCAL app.encryption_key = 'Tern_55-kelp'", "Tern_55-kelp"},
          {"ALTER DATABASE d SET anon.salt = 'Tern_55-kelp'", "Tern_55-kelp"},
          {"SELECT vault.create_secret('Tern_55-kelp', 'stripe')", "Tern_55-kelp"},
          {"SELECT aws_commons.create_aws_credentials('AKIAX', 'Tern_55-kelp', '')",
           "Tern_55-kelp"},
          {"COPY t FROM 's3://x' CREDENTIALS "
           "'aws_access_key_id=AKIAX;aws_secret_access_key=Tern55kelpTern55kelp77'",
           "Tern55kelpTern55kelp77"},
          {"COPY t FROM 's3://x' ACCESS_KEY_ID 'AKIAX' SECRET_ACCESS_KEY 'Tern_55-kelp'",
           "Tern_55-kelp"},
          {"CREATE STAGE s URL='s3://x' CREDENTIALS=(AWS_KEY_ID='AKIAX' AWS_SECRET_KEY='Tern_55x')",
           "Tern_55x"},
          {"CREATE STAGE s CREDENTIALS=(AZURE_SAS_TOKEN='?sv=2020&sig=Tern_55')",
           "?sv=2020&sig=Tern_55"},
          {"CREATE DATABASE SCOPED CREDENTIAL c WITH IDENTITY = 'i', SECRET = 'Tern_55-kelp'",
           "Tern_55-kelp"},
          {"CREATE SECRET s (TYPE s3, KEY_ID 'AKIAX', SECRET 'Tern_55-kelp')", "Tern_55-kelp"},
          {"CREATE SECRET pg AS 'Tern_55-kelp'", "Tern_55-kelp"},
          {"CREATE TABLE k (a INT) WITH ('connector' = 'jdbc', 'password' = 'Tern_55')", "Tern_55"},
      },
      "secret-sql-option");
}

TEST(SqlSecrets, ConnectionStrings) {
  expect_each(
      {
          {"CREATE SUBSCRIPTION s CONNECTION 'host=h user=r password=Tern_55 dbname=d' PUBLICATION "
           "p",
           "Tern_55"},
          {"ALTER SUBSCRIPTION s CONNECTION 'host=h password=''Tern 55'' user=r'", "Tern 55"},
          {"SELECT * FROM dblink('dbname=d user=r password=Tern_55', 'SELECT 1') t(a int)",
           "Tern_55"},
          {"PERFORM dblink_connect('host=h password=Tern_55');", "Tern_55"},
          {"ALTER SYSTEM SET primary_conninfo = 'user=r host=h password=Tern_55'", "Tern_55"},
          {"primary_conninfo = 'user=r password=Tern\\'55 host=h'", "Tern'55"},
          {"psql \"host=h user=u password=Tern_55\" -f up.sql", "Tern_55"},
          {"\\connect \"host=h dbname=d password=Tern_55\"", "Tern_55"},
      },
      "secret-sql-connection");
}

TEST(SqlSecrets, StaysSilent) {
  expect_silent({
      "CREATE ROLE b LOGIN PASSWORD NULL",
      "CREATE ROLE b LOGIN PASSWORD :'pw'",
      "CREATE ROLE b LOGIN PASSWORD :pw",
      "ALTER ROLE b PASSWORD '${B_PASSWORD}'",
      "ALTER ROLE b PASSWORD '{{ .Values.password }}'",
      "ALTER ROLE b PASSWORD '%(pw)s'",
      "ALTER ROLE b PASSWORD '<password>'",
      "ALTER ROLE b PASSWORD 'changeme'",
      "EXECUTE format('ALTER ROLE %I PASSWORD %L', rolename, pw)",
      "EXECUTE format('ALTER ROLE %I PASSWORD %L', 'b', current_setting('app.pw'))",
      "EXECUTE 'ALTER ROLE b PASSWORD ' || quote_literal(pw)",
      "EXECUTE 'ALTER ROLE b PASSWORD ''' || pw || ''''",
      "cur.execute(\"ALTER ROLE b PASSWORD '\" + pw + \"'\")",
      "cur.execute(\"ALTER ROLE b PASSWORD %s\", (pw,)); print(\"done\")",
      "cur.execute(f\"ALTER ROLE b PASSWORD '{pw}'\")",
      "ALTER LOGIN b WITH PASSWORD = @p",
      "CREATE USER b IDENTIFIED BY &pw",
      "CREATE USER b IDENTIFIED EXTERNALLY",
      "ALTER USER b PASSWORD EXPIRE",
      "CREATE USER b SET PASSWORD $pw CHANGE REQUIRED",
      "ALTER TABLE u ADD COLUMN password text NOT NULL DEFAULT 'none'",
      "COMMENT ON COLUMN u.password IS 'set by the user'",
      "CREATE TABLE u (id int, password varchar(60), token_prefix text)",
      "SET password_encryption = 'scram-sha-256'",
      "ALTER SYSTEM SET password_encryption TO 'scram-sha-256'",
      "UPDATE u SET password = NULL",
      "-- each row is identified by 'id'",
      "CREATE USER MAPPING FOR b SERVER s OPTIONS (user 'b', password :'pw')",
      "CREATE SERVER s OPTIONS (sslkey '/etc/ssl/k.pem', password_required 'false')",
      "SELECT pgp_sym_encrypt(ssn, current_setting('app.key'))",
      "SELECT crypt(p, gen_salt('bf', 8))",
      "SELECT crypt(NEW.password, OLD.password)",
      "SELECT set_config('search_path', 'public', false)",
      "SELECT set_config('app.token', current_setting('x'), true)",
      "SELECT dblink_connect('service=crm')",
      "SELECT dblink_connect('host=h user=r password=' || pw)",
      "CREATE SUBSCRIPTION s CONNECTION 'host=h password=${PW}' PUBLICATION p",
      "GRANT SELECT (password) ON u TO a",
      "CREATE INDEX i ON u (token) WHERE token <> ''",
  });
}

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
