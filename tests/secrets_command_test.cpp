// Credentials that command lines carry, in scripts and in whatever quotes a script.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/command/find_commands.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

Detections find_all(std::string_view bytes) {
  const Text text{"run.sh", bytes, FileRole::other, 0};
  const auto folded = lowered(bytes);
  Detections found;
  for (const auto literal : command_literals()) {
    for (auto at = folded.find(literal); at != std::string::npos; at = folded.find(literal, at + 1))
      find_command(
          text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + literal.size())},
          found);
  }
  return found;
}

TEST(CommandLines, CarryCredentials) {
  for (const std::string_view text : {
           "PGPASSWORD=Tern_55 psql -h db -f up.sql",
           "export PGPASSWORD='Tern_55'",
           "echo 'Tern_55' | docker login -u a --password-stdin",
           "echo Tern_55 | sudo -S id",
           ".LOGON host/a,Tern_55",
           "lftp -u a,Tern_55 sftp://h",
           "etcdctl --user root:Tern_55 get a",
           "set PGPASSWORD=Tern_55",
           "$env:PGPASSWORD = \"Tern_55\"",
           "\\setenv PGPASSWORD Tern_55",
           "ENV PGPASSWORD Tern_55",
           "os.environ['PGPASSWORD'] = 'Tern_55'",
           "MYSQL_PWD=Tern_55 mysql d",
           "sqlcmd -S db -U sa -P Tern_55 -i up.sql",
           "bcp d.t in f.csv -U sa -PTern_55",
           "mysql -u root -pTern_55 d < up.sql",
           "mysqldump --password=Tern_55 d",
           "mysql -uroot -p'Tern_55' d",
           "mysqladmin -u root password Tern_55",
           "redis-cli -h c -a Tern_55 FLUSHDB",
           "mongosh --host h -u a -p Tern_55 up.js",
           "mongorestore --password Tern_55 dump/",
           "sqlplus app/Tern_55@orcl @up.sql",
           "sqlplus -s app/\"Tern_55\"@//h:1521/s",
           "CONNECT app/Tern_55@orcl",
           "expdp userid=app/Tern_55@orcl full=y",
           "cypher-shell -u neo4j -p Tern_55 -f up.cypher",
           "neo4j-admin dbms set-initial-password Tern_55",
           "curl -u elastic:Tern_55 -XPOST http://h/_reindex",
           "curl -s \\\n  --user 'a:Tern_55' \\\n  http://h",
           "curl -u \":Tern_55\" http://h",
           "COPY t FROM PROGRAM 'curl -u a:Tern_55';",
           "wget --http-password=Tern_55 http://h",
           "flyway -user=a -password=Tern_55 migrate",
           "liquibase --username=a --password=Tern_55 update",
           "sshpass -p Tern_55 ssh h",
           "docker login -u a -p Tern_55 r.test",
           "helm upgrade r c --set db.password=Tern_55,replicas=2",
           "kubectl create secret generic s --from-literal=password=Tern_55",
           "vault kv put secret/db password=Tern_55",
           "openssl pkcs12 -in k.p12 -passin pass:Tern_55",
           "clickhouse-client --user a --password Tern_55",
           "influx -username a -password Tern_55",
           "cqlsh h -u a -p Tern_55",
           "ldapsearch -D cn=a -w Tern_55 -b dc=x",
           "smbclient -U a%Tern_55 //h/s",
           "net use z: \\\\h\\share /user:d\\a Tern_55",
           "echo 'a:Tern_55' | chpasswd",
           "aws configure set aws_secret_access_key Tern_55",
           "keytool -list -storepass Tern_55",
       }) {
    const auto found = find_all(text);
    ASSERT_FALSE(found.empty()) << text;
    EXPECT_EQ(found[0].rule, "secret-command-line");
    EXPECT_EQ(found[0].value, "Tern_55") << text;
    const auto span = found[0].span;
    EXPECT_EQ(text.substr(span.begin, span.end - span.begin), "Tern_55") << text;
  }
}

TEST(CommandLines, WithoutCredentials) {
  for (const std::string_view text : {
           "mysql -u root -p d",
           "mysql -u root -p\"$PW\" d",
           "mysql -p${PW} d",
           "mysql --password=$(cat pw) d",
           "PGPASSWORD=$PW psql",
           "PGPASSWORD=\"$(aws secretsmanager get)\" psql",
           "export PGPASSFILE=/run/pgpass",
           "sqlcmd -U sa -P %PW% -i x",
           "sqlcmd -U sa -P $(PW) -i x",
           "curl -u elastic:$PW http://h",
           "curl -u <user:password> http://h",
           "curl -u 'test:test' http://h",
           "curl -u user http://h",
           "curl -u \"${U}:${P}\" http://h",
           "redis-cli -a <pw> PING",
           "docker login --password-stdin -u a",
           "docker run -p 8080:8080 image",
           "sqlplus / as sysdba",
           "sqlplus /nolog @up.sql",
           "connect to the and/or gate",
           "psql --no-password -f up.sql",
           "tool --password PASSWORD   the password",
           "tool --password string     Password of the user",
           "flyway -password=${PW} migrate",
           "add_argument(\"--password\", help=\"the password\")",
           "helm upgrade r c --set image.tag=v1.2.3",
           "git commit -m 'mysql -p is a prompt'",
       })
    for (const auto& detection : find_all(text))
      ADD_FAILURE() << "<" << detection.value << "> in " << text;
}

}  // namespace
}  // namespace mig::secrets
