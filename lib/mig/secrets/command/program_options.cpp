#include "mig/secrets/command/program_options.hpp"

#include <array>

namespace mig::secrets {
namespace {

using enum OptionForm;

constexpr std::array<ProgramOption, 67> kOptions = {{
    {"sqlcmd", "-P", either},
    {"bcp", "-P", either},
    {"osql", "-P", either},
    {"isql", "-P", either},
    {"tsql", "-P", either},
    {"mysql*", "-p", attached},
    {"mariadb*", "-p", attached},
    {"mysqladmin", "password", next},
    {"redis-cli", "-a", next},
    {"redis-cli", "--pass", next},
    {"redis-benchmark", "-a", next},
    {"valkey-cli", "-a", next},
    {"mongo*", "-p", either},
    {"cypher-shell", "-p", either},
    {"neo4j-admin", "set-initial-password", next},
    {"neo4j-admin", "set-default-admin", next},
    {"curl*", "-u", pair},
    {"curl*", "--user", pair},
    {"curl*", "-U", pair},
    {"curl*", "--proxy-user", pair},
    {"http", "-a", pair},
    {"http", "--auth", pair},
    {"xh", "-a", pair},
    {"sshpass", "-p", either},
    {"docker", "-p", either, "login"},
    {"podman", "-p", either, "login"},
    {"helm", "-p", next, "login"},
    {"oc", "-p", next, "login"},
    {"az", "-p", next},
    {"cqlsh", "-p", either},
    {"cbq", "-p", either},
    {"ldap*", "-w", either},
    {"ldappasswd", "-s", either},
    {"smbclient", "-U", percent},
    {"rpcclient", "-U", percent},
    {"gpg*", "--passphrase", next},
    {"keytool", "-storepass", next},
    {"keytool", "-keypass", next},
    {"keytool", "-srcstorepass", next},
    {"keytool", "-deststorepass", next},
    {"jarsigner", "-storepass", next},
    {"zip", "-P", next},
    {"unzip", "-P", next},
    {"7z*", "-p", attached},
    {"mosquitto_*", "-P", next},
    {"influx*", "-p", next},
    {"openssl", "-passin", source},
    {"openssl", "-passout", source},
    {"openssl", "-pass", source},
    {"openssl", "-k", next},
    {"elasticsearch-users", "-p", next},
    {"hdbsql", "-p", next},
    {"vsql", "-w", either},
    {"beeline", "-p", next},
    {"plink", "-pw", next},
    {"pscp", "-pw", next},
    {"nzsql", "-pw", next},
    {"rabbitmqctl", "add_user", pair},
    {"rabbitmqctl", "change_password", pair},
    {"htpasswd", "-b", pair},
    {"db2", "using", next},
    {"gsec", "-pw", next},
    {"etcdctl", "--user", pair},
    {"kcadm.sh", "--password", next},
    {"isql-fb", "-pas", next},
    {"aws", "aws_secret_access_key", next},
    {"aws", "aws_session_token", next},
}};

}  // namespace

std::span<const ProgramOption> program_options() {
  return kOptions;
}

}  // namespace mig::secrets
