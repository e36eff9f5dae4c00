#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& script : change.scripts) {
    const auto& source = *script.script->source;
    if (!source.bytes().starts_with(kByteOrderMark)) continue;
    reporter.at(source, {0, static_cast<std::uint32_t>(kByteOrderMark.size())},
                "the script begins with a byte order mark");
  }
}

}  // namespace

const Rule byte_order_mark{
    {
        .id = "sql-byte-order-mark",
        .severity = Severity::fail,
        .summary = "A script begins with a byte order mark",
        .rationale = "psql skips the mark, drivers send it: there it is the first letter of the "
                     "first statement, which then fails or means another name.",
        .remedy = "Save the script as UTF-8 without a byte order mark",
        .requirements = {"K-42"},
    },
    check};

}  // namespace mig::rules::sql_rules
