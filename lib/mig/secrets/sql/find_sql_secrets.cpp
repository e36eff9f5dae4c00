#include "mig/secrets/sql/find_sql_secrets.hpp"

#include <array>

#include "mig/secrets/engine/literal_table.hpp"
#include "mig/secrets/sql/statement.hpp"

namespace mig::secrets {
namespace {

void find_password(const Text& text, Hit hit, Detections& found) {
  const auto before = found.size();
  find_role_password(text, hit, found);
  if (found.size() == before && hit.end < text.bytes.size() && text.bytes[hit.end] == '(')
    find_call(text, hit, found);
  if (found.size() == before) find_connection(text, hit, found);
  if (found.size() == before) find_setting(text, hit, found);
}

/// One line a literal; the longest that fits is not needed, each looks at the whole word.
constexpr std::array<LiteralEntry, 68> kHooks = {{
    {"password", find_password},
    {"alter role", find_split_statement},
    {"alter user", find_split_statement},
    {"create role", find_split_statement},
    {"create user", find_split_statement},
    {"identified", find_identified},
    {"secret", find_setting},
    {"passwd", find_setting},
    {"passphrase", find_setting},
    {"passcode", find_setting},
    {"_token", find_setting},
    {"access_key", find_setting},
    {"api_key", find_setting},
    {"private_key", find_setting},
    {"encryption_key", find_setting},
    {"signing_key", find_setting},
    {"jwt_key", find_setting},
    {"master_key", find_setting},
    {"symmetric_key", find_setting},
    {"account_key", find_setting},
    {"_salt", find_setting},
    {".salt", find_setting},
    {".token", find_setting},
    {".key", find_setting},
    {"pgp_sym_", find_call},
    {"pgp_pub_decrypt", find_call},
    {"crypt(", find_call},
    {"crypt_iv(", find_call},
    {"hmac(", find_call},
    {"aes_", find_call},
    {"bypassphrase", find_call},
    {"create_secret", find_call},
    {"update_secret", find_call},
    {"aws_credentials", find_call},
    {"set_authentication", find_call},
    {"set_config", find_call},
    {"createuser", find_call},
    {"changeuserpassword", find_call},
    {"changepassword", find_call},
    {"sp_", find_call},
    {"requirepass", find_server_command},
    {"masterauth", find_server_command},
    {"setuser", find_server_command},
    {"auth ", find_server_login},
    {"auth2 ", find_server_login},
    {":=", find_declaration},
    {"declare", find_declaration},
    {"remote(", find_table_function},
    {"remotesecure(", find_table_function},
    {"mysql(", find_table_function},
    {"postgresql(", find_table_function},
    {"mongodb(", find_table_function},
    {"s3(", find_table_function},
    {"s3cluster(", find_table_function},
    {"s3queue(", find_table_function},
    {"gcs(", find_table_function},
    {"deltalake(", find_table_function},
    {"pragma", find_pragma},
    {"attach", find_attach},
    {"openrowset", find_open_rowset},
    {"opendatasource", find_open_rowset},
    {"connect to ", find_connect_using},
    {".auth(", find_shell_login},
    {"set_wallet(", find_call},
    {"create_credential", find_call},
    {"old_password(", find_call},
    {"setkey(", find_call},
    {"create_user(", find_call},
}};

constexpr auto kLiterals = literals_of(kHooks);

}  // namespace

std::span<const std::string_view> sql_literals() {
  return kLiterals;
}

void find_sql_secret(const Text& text, Hit hit, Detections& found) {
  look_up(kHooks, text, hit, found);
}

}  // namespace mig::secrets
