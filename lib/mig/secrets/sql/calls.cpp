#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/credential_kind.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::string_view kRole = "secret-sql-role-password";
constexpr std::string_view kOption = "secret-sql-option";

/// A function or procedure and which of its arguments is a credential, counted from 1.
struct Call {
  std::string_view name;
  std::string_view rule;
  std::string_view subject;
  std::uint8_t argument = 1;
  std::uint8_t second = 0;            ///< another one, 0: none
  bool takes_bare_arguments = false;  ///< a procedure that is called without brackets
  bool is_short = false;              ///< a common word: only with a cipher among the arguments
};

constexpr std::array<Call, 41> kCalls = {{
    {"pgp_sym_encrypt", kOption, "key of pgp_sym_encrypt", 2},
    {"pgp_sym_encrypt_bytea", kOption, "key of pgp_sym_encrypt_bytea", 2},
    {"pgp_sym_decrypt", kOption, "key of pgp_sym_decrypt", 2},
    {"pgp_sym_decrypt_bytea", kOption, "key of pgp_sym_decrypt_bytea", 2},
    {"pgp_pub_decrypt", kOption, "passphrase of pgp_pub_decrypt", 3, 2},
    {"crypt", kOption, "argument of crypt", 1},
    {"hmac", kOption, "key of hmac", 2},
    {"aes_encrypt", kOption, "key of aes_encrypt", 2},
    {"aes_decrypt", kOption, "key of aes_decrypt", 2},
    {"des_encrypt", kOption, "key of des_encrypt", 2},
    {"des_decrypt", kOption, "key of des_decrypt", 2},
    {"encrypt", kOption, "key of encrypt", 2, 0, false, true},
    {"decrypt", kOption, "key of decrypt", 2, 0, false, true},
    {"encrypt_iv", kOption, "key of encrypt_iv", 2, 0, false, true},
    {"decrypt_iv", kOption, "key of decrypt_iv", 2, 0, false, true},
    {"encryptbypassphrase", kOption, "passphrase", 1},
    {"decryptbypassphrase", kOption, "passphrase", 1},
    {"create_secret", kOption, "secret of a vault", 1},
    {"update_secret", kOption, "secret of a vault", 2},
    {"create_aws_credentials", kOption, "secret key of AWS", 2},
    {"set_authentication", kOption, "password of a request", 3},
    {"st_asencrypted", kOption, "key", 2},
    {"createuser", kRole, "password of a new user", 2},
    {"changeuserpassword", kRole, "password of a user", 2},
    {"changepassword", kRole, "password of a user", 1},
    {"changeownpassword", kRole, "password of a user", 1, 2},
    {"adduser", kRole, "password of a user", 2},
    {"sp_addlogin", kRole, "password of a login", 2, 0, true},
    {"sp_password", kRole, "password of a login", 1, 2, true},
    {"sp_addlinkedsrvlogin", kRole, "password of a linked server", 5, 0, true},
    {"sp_addapprole", kRole, "password of an application role", 2, 0, true},
    {"sp_setapprole", kRole, "password of an application role", 2, 0, true},
    {"sp_approlepassword", kRole, "password of an application role", 2, 0, true},
    {"sp_change_users_login", kRole, "password of a login", 4, 0, true},
    {"pg_create_logical_credential", kOption, "credential", 2},
    {"set_config", kOption, "setting of a credential", 2},
    {"set_wallet", kOption, "password of a wallet", 2},
    {"create_credential", kOption, "password of a credential", 3},
    {"password", kRole, "password of an account", 1},
    {"old_password", kRole, "password of an account", 1},
    {"create_user", kRole, "password of a new user", 0},
}};

const Call* call_named(std::string_view name) {
  const auto call = std::find_if(kCalls.begin(), kCalls.end(),
                                 [&](const Call& known) { return known.name == name; });
  return call == kCalls.end() ? nullptr : &*call;
}

bool counts(const Expression& argument) {
  return argument.is_text && argument.is_plain && argument.value.size() >= 3 &&
         argument.value.size() <= 4096 && is_literal_secret(argument.value) &&
         !is_spliced(argument.value);
}

bool names_cipher(std::string_view value) {
  return value.starts_with("aes") || value.starts_with("bf") || value.starts_with("3des") ||
         value.starts_with("des") || value.starts_with("cast5") || value.starts_with("blowfish");
}

/// `@passwd = 'x'` or `password => 'x'`: the name counts instead of the place. Leaves the cursor
/// before the value.
bool take_argument_name(Cursor& cursor, std::string& name) {
  const auto begin = cursor.at();
  cursor.skip();
  cursor.take('@');
  if (cursor.take_name(name) && cursor.take('=')) {
    if (cursor.peek() == '>') cursor.move_to(cursor.at() + 1);
    return true;
  }
  cursor.move_to(begin);
  return false;
}

struct Arguments {
  std::array<Expression, 8> values;
  std::array<std::string, 8> names;
  std::size_t count = 0;
};

/// Of an argument of a call, so that many calls inside each other cost no more than they are long.
constexpr ExpressionLimits kLimits = {60, 5};

void read_arguments(Cursor& cursor, Arguments& arguments) {
  while (arguments.count < arguments.values.size()) {
    auto& name = arguments.names[arguments.count];
    if (!take_argument_name(cursor, name)) name.clear();
    if (!read_expression(cursor, arguments.values[arguments.count], kLimits)) return;
    ++arguments.count;
    if (!cursor.take(',')) return;
  }
}

bool is_wanted(const Call& call, const Arguments& arguments, std::size_t index) {
  if (!arguments.names[index].empty()) {
    const auto& name = arguments.names[index];
    return credential_kind(name) == CredentialKind::password || name == "passwd" || name == "new" ||
           name == "old" || name == "new_secret" || name == "rmtpassword" ||
           name == "p_web_password";
  }
  return index + 1 == call.argument || (call.second != 0 && index + 1 == call.second);
}

}  // namespace

void find_call(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  auto begin = hit.begin;
  while (begin > 0 && hit.begin - begin < 64 && is_word_byte(bytes[begin - 1])) --begin;
  auto end = hit.end;
  while (end > hit.begin && !is_word_byte(bytes[end - 1])) --end;
  while (end < bytes.size() && end - hit.end < 64 && is_word_byte(bytes[end])) ++end;
  const auto name = lowered(bytes.substr(begin, end - begin));
  const auto* call = call_named(name);
  if (call == nullptr) return;
  Cursor cursor(bytes.substr(0, end + std::size_t{4096}), end);
  const bool is_bracketed = cursor.take('(');
  if (!is_bracketed && !call->takes_bare_arguments) return;
  Arguments arguments;
  read_arguments(cursor, arguments);
  if (call->is_short &&
      (arguments.count < 3 || !names_cipher(arguments.values[arguments.count - 1].value)))
    return;
  if (name == "set_config" &&
      (arguments.count < 2 ||
       credential_kind(snake_name(arguments.values[0].value.substr(
           arguments.values[0].value.rfind('.') + 1))) == CredentialKind::none))
    return;
  // What keys are made of is as good as they are: UNHEX(SHA2('x', 512)).
  const bool takes_key = call->subject.starts_with("key of") && call->argument == 2;
  for (std::size_t i = 0; i < arguments.count; ++i) {
    auto& argument = arguments.values[i];
    if (takes_key && i == 1 && !argument.is_plain)
      argument.is_plain = is_credential(CredentialKind::secret, argument.value, argument.is_text);
    if (name == "password" && !is_credential(CredentialKind::password, argument.value, true))
      continue;
    if (is_wanted(*call, arguments, i) && counts(argument))
      add_secret(call->rule, call->subject, argument, found);
  }
}

}  // namespace mig::secrets
