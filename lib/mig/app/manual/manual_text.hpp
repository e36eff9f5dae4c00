#pragma once

#include <span>
#include <string_view>

namespace mig::app {

/// A term and what is said of it.
struct Entry {
  std::string_view term;
  std::string_view text;
};

/// What a manual page says beside the tables of flags.
struct ManualText {
  std::string_view name;
  std::string_view summary;                       ///< one line, for NAME
  std::span<const std::string_view> description;  ///< paragraphs
  std::span<const Entry> exit_codes;
  std::span<const Entry> files;
  std::span<const Entry> environment;
  std::span<const Entry> examples;  ///< a command, and what it does
};

/// Null for a program without a manual.
const ManualText* manual_text(std::string_view program);
std::span<const ManualText> all_manual_texts();

}  // namespace mig::app
