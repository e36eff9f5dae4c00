#include "mig/contract/evidence_grade.hpp"

#include <array>

namespace mig::contract {
namespace {

struct Row {
  EvidenceGrade grade;
  std::string_view name;
  std::string_view words;
};

constexpr std::array kGrades{
    Row{EvidenceGrade::none, "none", "none"},
    Row{EvidenceGrade::documented, "documented", "documented"},
    Row{EvidenceGrade::statically_checked, "statically_checked", "statically checked"},
    Row{EvidenceGrade::rehearsed_isolated, "rehearsed_isolated", "rehearsed in isolation"},
    Row{EvidenceGrade::rehearsed_staging, "rehearsed_staging", "rehearsed in staging"},
    Row{EvidenceGrade::executed, "executed", "executed"},
    Row{EvidenceGrade::verified, "verified", "verified"},
};

}  // namespace

std::string_view name_of(EvidenceGrade grade) {
  return kGrades.at(static_cast<std::size_t>(grade)).name;
}

std::string_view words_of(EvidenceGrade grade) {
  return kGrades.at(static_cast<std::size_t>(grade)).words;
}

std::optional<EvidenceGrade> evidence_grade_named(std::string_view name) {
  for (const auto& row : kGrades) {
    if (row.grade != EvidenceGrade::none && row.name == name) return row.grade;
  }
  return std::nullopt;
}

}  // namespace mig::contract
