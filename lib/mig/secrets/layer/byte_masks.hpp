#pragma once

#include <cstdint>
#include <string_view>

namespace mig::secrets::layer {

/// Bytes that one mask tells about: bit i is byte i.
inline constexpr std::size_t kMaskBytes = 64;

/// Which of the 64 bytes at `at` are digits of base64 in one of its alphabets. Behind the end of
/// the text there is none.
std::uint64_t digit_mask(std::string_view text, std::size_t at);

/// Which of them may begin an escape: quotes, brackets, `\`, `%`, `&`, `=`, NUL and the first bytes
/// of longer UTF-8 sequences.
std::uint64_t mark_mask(std::string_view text, std::size_t at);

/// Which of them no text has: controls that lay nothing out.
std::uint64_t control_mask(std::string_view text, std::size_t at);

}  // namespace mig::secrets::layer
