#include "mig/app/evidence/run_evidence.hpp"

#include <array>
#include <string>

#include "mig/app/evidence/digest_command.hpp"
#include "mig/app/evidence/keygen_command.hpp"
#include "mig/app/evidence/prov_command.hpp"
#include "mig/app/evidence/sign_command.hpp"
#include "mig/app/evidence/signing_key.hpp"

namespace mig::app {
namespace {

// One line per command; each lives in a file of its own beside this one.
constexpr std::array kCommands{
    Command{"digest", "print the digest of bundles and files, or of every file of a folder",
            declare_digest},
    Command{"prov", "derive the provenance of a run from its receipt", declare_prov},
    Command{"keygen", "make a key to sign with, and its entry of the trust policy", declare_keygen},
    Command{"sign", "sign run receipts with their outputs, or approvals", declare_sign},
};

std::string without_keys(const std::string& refusal) {
  if (!may_hold_a_key(refusal)) return refusal;
  return "the command line holds a key, or something as long; nothing of it is shown\n"
         "  = fix: name the file with --key, or the variable with --key-env\n";
}

}  // namespace

CommandTable evidence_table() {
  return {"mig-receipt-verify", "makes and examines the evidence of runs", kCommands, without_keys};
}

}  // namespace mig::app
