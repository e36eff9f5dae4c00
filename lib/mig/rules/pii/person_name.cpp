#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"
#include "mig/rules/pii/answering_person.hpp"

namespace mig::rules::pii_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  if (is_answering_person(file, detection)) return;
  report_in_role(file, detection, "name of a person", reporter);
}

}  // namespace

const Rule person_name{
    {
        .id = "pii-person-name",
        .severity = Severity::fail,
        .summary = "A file holds the name of a person beside other data",
        .rationale = "Evidence and data are to speak of objects and numbers. Approvals, "
                     "CODEOWNERS and the actor of a receipt are exempt: they name who "
                     "answers for a change. In scripts a person may approve it.",
        .remedy = kPersonalRemedy,
        .requirements = {"K-79", "G-31", "W-25", "X-11"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::pii_rules
