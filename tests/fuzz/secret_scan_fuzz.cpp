// The secret scanner as a whole: the first byte chooses what the file is called, the rest is the
// file. Nothing may crash, every place lies inside the file, and a masked text keeps its shape.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mig/secrets/scanner.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<std::string_view, 12> kPaths{
      "up.sql",   "receipts/run.json", "notes.md",        "settings.yml",
      "rows.csv", "bulk.ndjson",       "seed/users.yaml", "a.env",
      "a.xml",    ".pgpass",           "diffs/run.log",   "main.py"};
  if (size == 0) return 0;
  const auto path = kPaths.at(data[0] % kPaths.size());
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto scan = mig::secrets::scan(path, bytes);
  for (const auto& one : scan.detections) {
    if (one.rule.empty() || one.span.begin > one.span.end || one.span.end > bytes.size()) abort();
  }
  for (const auto& part : scan.unread) {
    if (part.span.begin > part.span.end || part.span.end > bytes.size()) abort();
  }
  if (mig::secrets::masked(bytes, scan.detections).size() != bytes.size()) abort();
  return 0;
}
