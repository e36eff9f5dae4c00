#pragma once

#include <string_view>

#include "mig/bundle/scanned_file.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

inline constexpr std::string_view kSecretRemedy =
    "Revoke it and issue a new one, then take it out of the file and of the history: it was read "
    "by whoever can read the repository. Refer to the new one by name, such as ${DB_PASSWORD} or "
    "vault:path#field";

inline constexpr std::string_view kPersonalRemedy =
    "Write a made-up value (such as user@example.com), a digest with a key, or leave the field "
    "out; evidence tells counts and digests, not values";

inline constexpr std::string_view kPayloadRemedy =
    "Take it out of the repository and of its history; keep it where data is kept, and write its "
    "digest and where it lies instead";

/// Reports what was found, in words that never hold it: "<what>: <subject>". The answer may be
/// adjusted.
Finding& report_value(const bundle::ScannedFile& file, const secrets::Detection& detection,
                      std::string_view what, Reporter& reporter);

/// The same for what scripts may hold when a person agrees: review there, fail elsewhere.
Finding& report_in_role(const bundle::ScannedFile& file, const secrets::Detection& detection,
                        std::string_view what, Reporter& reporter);

}  // namespace mig::rules
