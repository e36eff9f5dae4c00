// What statements of any dialect, in any wrapping, tell about credentials; and what they do not.

#include <gtest/gtest.h>

#include "secrets_sql_testing.hpp"

namespace mig::secrets {
namespace {

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

}  // namespace
}  // namespace mig::secrets
