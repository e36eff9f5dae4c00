#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mig::secrets {

/// What the name of a column, a setting or an option says about its value.
enum class CredentialKind : std::uint8_t {
  none,
  password,  ///< what a person or service logs in with: every literal counts
  pin,       ///< digits
  secret,    ///< keys and tokens: what looks like made by a machine
  hash,      ///< the hash of a password
};

/// `name` in lower case, words parted by '_'.
CredentialKind credential_kind(std::string_view name);

/// "smtpPassword", "SMTP-Password", "mail.smtp.password" as "smtp_password", ...
std::string snake_name(std::string_view name);

/// Whether a value is a credential of that kind: neither a reference, nor a placeholder, nor what
/// stands in such places without being one: flags, dates, names of permissions, paths, labels.
bool is_credential(CredentialKind kind, std::string_view value, bool is_text);

}  // namespace mig::secrets
