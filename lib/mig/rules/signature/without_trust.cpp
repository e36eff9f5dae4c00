#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::signature_rules {
namespace {

void tell(const SignedSubject& subject, Reporter& reporter) {
  if (subject.trust() != nullptr) return;
  if (subject.receipt != nullptr) {
    reporter.at_path(
        subject.path(),
        subject.envelope == nullptr
            ? "nothing tells who wrote this receipt: it is not signed, and there is no trust policy"
            : "nothing tells who wrote this receipt: it is signed, but without a trust policy no "
              "key counts");
  } else if (subject.envelope != nullptr) {
    reporter.at_path(subject.bundle->path_of(subject.envelope_name()),
                     fmt::format("the signature on {} counts for nothing: without a trust policy "
                                 "no key counts",
                                 subject.name));
  }
}

}  // namespace

const Rule without_trust{
    {
        .id = "signature-without-trust",
        .severity = Severity::review,
        .summary = "There is a receipt, or a signed approval, and no trust policy",
        .rationale = "Digests bind a receipt to files, but anybody can compute them. Only a "
                     "signature by a key that the repository trusts tells who answers for a run.",
        .remedy = "Write .mig/trust.yml with the keys that count, or give it with --trust FILE; "
                  "docs/formats.md shows one",
        .requirements = {"K-105"},
    },
    check_each<tell>};

}  // namespace mig::rules::signature_rules
