#pragma once

#include <string_view>

#include "mig/bundle/scanned_file.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

inline constexpr std::string_view kSecretRemedy =
    "Revoke it and issue a new one, then take it out of the file and of the history: it was read "
    "by whoever can read the repository. Refer to the new one by name, such as ${DB_PASSWORD} or "
    "vault:path#field";

/// Reports what was found, in words that never hold it: "<what>: <subject>". The answer may be
/// adjusted.
Finding& report_value(const bundle::ScannedFile& file, const secrets::Detection& detection,
                      std::string_view what, Reporter& reporter);

/// The same for what scripts may hold when a person agrees: review there, fail elsewhere.
Finding& report_in_role(const bundle::ScannedFile& file, const secrets::Detection& detection,
                        std::string_view what, Reporter& reporter);

}  // namespace mig::rules
