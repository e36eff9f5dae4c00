#pragma once

#include <string_view>

namespace mig::secrets {

/// Whether a value is what a generator makes: no words, no path, no digest, no identifier, enough
/// entropy for its length.
bool looks_random(std::string_view value);

/// Whether a value is written without a single digit, in words: `reset-password`, `openSesame`.
bool is_wordy(std::string_view value);

bool is_uuid(std::string_view value);

}  // namespace mig::secrets
