#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"

namespace mig::rules::payload_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, "key store", reporter);
}

}  // namespace

const Rule key_store{
    {
        .id = "payload-key-store",
        .severity = Severity::fail,
        .summary = "A store of keys or credentials lies among the files of a change",
        .rationale = "A key store, a kubeconfig or a wallet is a credential as a whole, and "
                     "its own password is often weak.",
        .remedy = kPayloadRemedy,
        .requirements = {"K-39"},
    },
    check};

}  // namespace mig::rules::payload_rules
