#pragma once

#include <cstddef>
#include <string_view>

namespace mig::secrets::layer {

/// Shorter texts hold nothing that could be told from chance.
inline constexpr std::size_t kLeastDecoded = 8;
/// How many bytes of a decoded text decide whether it is one.
inline constexpr std::size_t kTasteBytes = 32;

/// How many bytes are no text: controls, and what is no UTF-8. A sequence that the end cuts off is
/// none of them.
std::size_t garbage_in(std::string_view bytes);

/// Whether decoded bytes begin as a text does: chance does not make 8 printable bytes in a row.
bool starts_as_text(std::string_view bytes);

/// How far decoded bytes go on being text; the garbage that a wrong join of lines makes ends them.
std::size_t text_length(std::string_view bytes);

/// More than one letter over and over.
bool holds_something(std::string_view text);

/// Pictures, fonts, sound and machine code, which hold no text that a person wrote.
bool is_media(std::string_view bytes);

/// tar and its kin lie open: their members are read as they are.
bool is_tar(std::string_view bytes);

enum class Packing : unsigned char { none, gzip, zlib, zip, unreadable };

/// What the first bytes say. `unreadable`: packed by a method that is not read here.
Packing packing_of(std::string_view bytes);
/// Name of a packing that is not read: "bzip2", "xz", ...; empty for all else.
std::string_view unreadable_packing(std::string_view bytes);
/// Where the first magic of such a packing stands; npos where none does.
std::size_t find_unreadable(std::string_view bytes);

}  // namespace mig::secrets::layer
