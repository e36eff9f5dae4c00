#include "mig/report/trust_entry.hpp"

#include <fmt/format.h>

#include "mig/contract/yaml_text.hpp"

namespace mig::report {
namespace {

/// A block of lines, each of them indented.
std::string indented(std::string_view lines) {
  std::string out;
  bool is_new_line = true;
  for (const char character : lines) {
    if (is_new_line) out += "      ";
    out += character;
    is_new_line = character == '\n';
  }
  return out;
}

}  // namespace

std::string trust_entry_yaml(const TrustEntry& entry) {
  return fmt::format(
      "  - id: {}\n"
      "    algorithm: {}\n"
      "    signature_encoding: {}\n"
      "    public_key: |\n{}"
      "    principal: {}\n"
      "    roles: {}\n"
      "    environments: {}\n"
      "    valid_from: {}\n"
      "    valid_until: {}\n",
      entry.key.id(), name_of(entry.key.algorithm()), name_of(entry.encoding),
      indented(entry.key.pem()), contract::yaml_word(entry.principal),
      contract::yaml_flow_list(entry.roles), contract::yaml_flow_list(entry.environments),
      contract::yaml_word(entry.valid_from), contract::yaml_word(entry.valid_until));
}

}  // namespace mig::report
