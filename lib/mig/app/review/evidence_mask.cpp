#include "mig/app/review/evidence_parts.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/report/text_walk.hpp"

namespace mig::app {

void mask(const ReviewedBundle& reviewed, report::Evidence& evidence) {
  bundle::Redactor redactor(reviewed.facts);
  if (reviewed.change != nullptr) redactor.add(*reviewed.change);
  if (reviewed.records != nullptr) redactor.add(*reviewed.records);
  if (redactor.is_empty()) return;
  report::TextWalk([&redactor](std::string_view, std::string& text) {
    redactor.clean(text);
  }).field("evidence", evidence);
}

}  // namespace mig::app
