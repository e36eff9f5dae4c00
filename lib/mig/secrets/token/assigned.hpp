#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Behind the operator that assigns a value to the name in which a word stands:
/// `ASANA_TOKEN = `, `"asana_token": `, `<asana-token>`, `name: ASANA_TOKEN, value: `,
/// `--asana-token `, `setProperty("ASANA_TOKEN", `. Nothing when nothing is assigned.
std::optional<std::size_t> after_operator(std::string_view bytes, Hit word);

}  // namespace mig::secrets
