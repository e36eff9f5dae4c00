#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mig::secrets::layer {

/// Behind the opening quote of the literal that the next call of a builder adds: `).append("`,
/// `); b.append("`. `at` is the bracket that closes the call before.
std::optional<std::size_t> behind_append(std::string_view text, std::size_t at);

/// Behind the opening quote of what is added to the variable at `at`: `s += "`.
std::optional<std::size_t> behind_addition(std::string_view text, std::size_t at);

/// Whether the bracket at `at` opens what fills a pattern of nothing but places, in it or before
/// it: `format!("{}{}", `, `"%s%s" % (`, `"{}{}".format(`.
bool fills_pattern(std::string_view text, std::size_t at);

}  // namespace mig::secrets::layer
