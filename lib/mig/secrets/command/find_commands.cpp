#include "mig/secrets/command/find_commands.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/command/command_forms.hpp"
#include "mig/secrets/engine/literal_table.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<LiteralEntry, 80> kHooks = {{
    {"sqlcmd", find_program_option},
    {"bcp ", find_program_option},
    {"osql", find_program_option},
    {"isql", find_program_option},
    {"tsql", find_program_option},
    {"mysql", find_program_option},
    {"mariadb", find_program_option},
    {"redis-cli", find_program_option},
    {"redis-benchmark", find_program_option},
    {"valkey-cli", find_program_option},
    {"mongo", find_program_option},
    {"cypher-shell", find_program_option},
    {"neo4j-admin", find_program_option},
    {"curl", find_program_option},
    {"http -", find_program_option},
    {"http --", find_program_option},
    {"sshpass", find_program_option},
    {"docker", find_program_option},
    {"podman", find_program_option},
    {"helm ", find_program_option},
    {"oc login", find_program_option},
    {"az ", find_program_option},
    {"cqlsh", find_program_option},
    {"ldapsearch", find_program_option},
    {"ldapmodify", find_program_option},
    {"ldapadd", find_program_option},
    {"ldapdelete", find_program_option},
    {"ldappasswd", find_program_option},
    {"ldapwhoami", find_program_option},
    {"smbclient", find_program_option},
    {"rpcclient", find_program_option},
    {"gpg", find_program_option},
    {"keytool", find_program_option},
    {"jarsigner", find_program_option},
    {"zip -", find_program_option},
    {"7z ", find_program_option},
    {"mosquitto_", find_program_option},
    {"influx", find_program_option},
    {"openssl", find_program_option},
    {"elasticsearch-users", find_program_option},
    {"hdbsql", find_program_option},
    {"vsql", find_program_option},
    {"beeline", find_program_option},
    {"plink", find_program_option},
    {"pscp", find_program_option},
    {"nzsql", find_program_option},
    {"rabbitmqctl", find_program_option},
    {"htpasswd", find_program_option},
    {"db2 connect", find_program_option},
    {"aws configure", find_program_option},
    {"sqlplus", find_oracle_login},
    {"sqlldr", find_oracle_login},
    {"expdp", find_oracle_login},
    {"impdp", find_oracle_login},
    {"rman ", find_oracle_login},
    {"conn ", find_oracle_login},
    {"connect ", find_oracle_login},
    {"-password", find_long_option},
    {"--passwd", find_long_option},
    {"--passphrase", find_long_option},
    {"-secret", find_long_option},
    {" -pwd ", find_long_option},
    {"cbq ", find_program_option},
    {"--set", find_assignment_option},
    {"--from-literal", find_assignment_option},
    {"vault kv", find_assignment_option},
    {"vault write", find_assignment_option},
    {"net use", find_net_use},
    {"chpasswd", find_chpasswd},
    {"--password-stdin", find_piped_password},
    {"sudo -s", find_piped_password},
    {".logon ", find_logon},
    {"lftp ", find_logon},
    {"gsec ", find_program_option},
    {"etcdctl ", find_program_option},
    {"pgpassword", find_variable},
    {"mysql_pwd", find_variable},
    {"sqlcmdpassword", find_variable},
    {"rediscli_auth", find_variable},
    {"snowsql_pwd", find_variable},
}};

constexpr auto kLiterals = literals_of(kHooks);

}  // namespace

std::span<const std::string_view> command_literals() {
  return kLiterals;
}

void find_command(const Text& text, Hit hit, Detections& found) {
  look_up(kHooks, text, hit, found);
}

}  // namespace mig::secrets
