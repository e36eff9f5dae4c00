#pragma once

#include <string_view>

namespace mig::secrets::payload {

/// What the first bytes of a file say that it is.
struct Kind {
  std::string_view rule;  ///< empty: they say nothing
  std::string_view what;
};

/// By magic numbers. `name` is lower case and tells apart what shares one: a workbook is a zip
/// archive, and so is a key store of some kinds.
Kind kind_of(std::string_view name, std::string_view bytes);

inline constexpr std::string_view kArchive = "payload-archive";
inline constexpr std::string_view kDump = "payload-dump";
inline constexpr std::string_view kDataFile = "payload-data-file";
inline constexpr std::string_view kKeyStore = "payload-key-store";
inline constexpr std::string_view kBinary = "payload-binary";

}  // namespace mig::secrets::payload
