#include "mig/app/review/evidence_parts.hpp"
#include "mig/bundle/redaction.hpp"

namespace mig::app {
namespace {

// What a list of members leaves out would be shown as it is: each has all texts of its struct.

/// Frees the texts of each part.
class Mask {
 public:
  explicit Mask(const bundle::Redactor& redactor) : redactor_(redactor) {}

  void clean(std::string& text) const { redactor_.clean(text); }
  void clean(report::EvidenceValue& value) const { clean_all(value.title, value.text); }
  void clean(report::EvidenceChange& change) const {
    clean_all(change.change, change.what, change.note);
  }
  void clean(report::EvidenceFile& file) const { clean_all(file.path, file.digest, file.standing); }
  void clean(report::EvidenceScript& script) const {
    clean_all(script.path, script.direction, script.digest, script.effects.rows);
  }
  void clean(report::EvidenceRun& run) const {
    clean_all(run.title, run.facts, run.inputs.rows, run.outputs.rows, run.observed.rows);
  }
  void clean(report::EvidenceApproval& approval) const {
    clean_all(approval.path, approval.rule, approval.object, approval.reason, approval.given_by,
              approval.reference, approval.expires, approval.signature);
  }
  void clean(report::EvidenceJustification& justification) const {
    clean_all(justification.rule, justification.reason);
  }
  void clean(report::Evidence& evidence) const {
    clean_all(evidence.digest, evidence.declared, evidence.files.rows, evidence.scripts,
              evidence.delta.rows, evidence.runs, evidence.rollback, evidence.rehearsal_inputs.rows,
              evidence.rehearsal_outputs.rows, evidence.approvals, evidence.justifications);
  }

 private:
  template <class T>
  void clean(std::vector<T>& all) const {
    for (auto& one : all) clean(one);
  }

  template <class... Parts>
  void clean_all(Parts&... parts) const {
    (clean(parts), ...);
  }

  const bundle::Redactor& redactor_;
};

}  // namespace

void mask(const ReviewedBundle& reviewed, report::Evidence& evidence) {
  bundle::Redactor redactor(reviewed.facts);
  if (reviewed.change != nullptr) redactor.add(*reviewed.change);
  if (reviewed.records != nullptr) redactor.add(*reviewed.records);
  if (!redactor.is_empty()) Mask(redactor).clean(evidence);
}

}  // namespace mig::app
