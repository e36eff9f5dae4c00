#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mig::contract {

/// How strong the evidence is that a rollback works. Ordered: a larger value is stronger.
enum class EvidenceGrade : std::uint8_t {
  none,
  documented,          ///< people wrote down how to roll back
  statically_checked,  ///< the scripts were read whole, and nothing in them is hidden
  rehearsed_isolated,  ///< forward and rollback ran on a server without real data
  rehearsed_staging,   ///< the rollback ran in an environment of tier stage
  executed,            ///< the rollback ran where it was needed, and passed
  verified,            ///< and what it left is what was there before the forward run
};

/// As documents write it: "rehearsed_isolated".
std::string_view name_of(EvidenceGrade grade);
/// As a report says it: "rehearsed in isolation".
std::string_view words_of(EvidenceGrade grade);
/// Nothing for a word that no document may use.
std::optional<EvidenceGrade> evidence_grade_named(std::string_view name);

}  // namespace mig::contract
