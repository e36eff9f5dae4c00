#include <fmt/format.h>

#include <cstdint>
#include <optional>

#include "mig/base/utf8.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

std::optional<Span> broken_sequence(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80U) {
      ++at;
      continue;
    }
    const auto point = code_point_at(text, at);
    if (!point.valid)
      return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + point.size)};
    at += point.size;
  }
  return std::nullopt;
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& script : change.scripts) {
    const auto& source = *script.script->source;
    const auto broken = broken_sequence(source.bytes());
    if (!broken) continue;
    const auto byte = static_cast<unsigned char>(source.bytes()[broken->begin]);
    reporter.at(source, *broken, fmt::format("byte 0x{:02X} is not UTF-8 here", byte));
  }
}

}  // namespace

const Rule invalid_utf8{
    {
        .id = "sql-invalid-utf8",
        .severity = Severity::fail,
        .summary = "A script is not valid UTF-8",
        .rationale = "What such bytes mean depends on the client encoding of whoever runs the "
                     "script: another text is stored than the one that was reviewed, or the server "
                     "refuses it half-way.",
        .remedy = "Save the script as UTF-8",
        .requirements = {"K-42"},
    },
    check};

}  // namespace mig::rules::sql_rules
