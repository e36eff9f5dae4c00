#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto check_date = [&reporter](const contract::Approval& approval, std::string_view key,
                                      const contract::LocatedString& date) {
    if (pattern::parse_date(date.value)) return;
    reporter.at(*approval.source, date.span,
                fmt::format("{} is \"{}\", a day that does not exist", key, date.value));
  };
  for (const auto& approval : bundle.approvals) {
    check_date(approval, "date", approval.date);
    if (approval.expires) check_date(approval, "expires", *approval.expires);
  }
}

}  // namespace

const Rule impossible_date{
    {
        .id = "approval-impossible-date",
        .severity = Severity::fail,
        .summary = "A date of an approval does not exist",
        .rationale = "An approval holds from one day to another; with a day that the calendar does "
                     "not have, nobody can say whether it holds.",
        .remedy = "Write an existing day as YYYY-MM-DD",
        .requirements = {"X-06"},
    },
    check};

}  // namespace mig::rules::approval_rules
