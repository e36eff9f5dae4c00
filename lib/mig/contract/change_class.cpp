#include "mig/contract/change_class.hpp"

#include <algorithm>

namespace mig::contract {

std::string folded_word(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  std::string folded(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
  std::transform(folded.begin(), folded.end(), folded.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return folded;
}

std::string folded_class(std::string_view change_class) {
  auto folded = folded_word(change_class);
  std::replace_if(
      folded.begin(), folded.end(), [](char letter) { return letter == '_' || letter == ' '; },
      '-');
  return folded;
}

bool is_critical_class(const Policy& policy, std::string_view change_class) {
  const auto folded = folded_class(change_class);
  const auto& critical = policy.critical_classes;
  return std::any_of(critical.begin(), critical.end(),
                     [&](const auto& name) { return folded_class(name) == folded; });
}

}  // namespace mig::contract
