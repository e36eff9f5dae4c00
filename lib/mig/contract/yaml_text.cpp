#include "mig/contract/yaml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "mig/base/utf8.hpp"

namespace mig::contract {

std::string yaml_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    at += point.size;
    const bool is_plain = point.value >= 0x20 && point.value < 0x7F && point.value != '#';
    if (point.value == '"' || point.value == '\\') out += '\\';
    if (is_plain) {
      out += static_cast<char>(point.value);
    } else {
      fmt::format_to(std::back_inserter(out), "\\U{:08X}", static_cast<std::uint32_t>(point.value));
    }
  }
  return out + '"';
}

std::string yaml_word(std::string_view text) {
  const bool is_word =
      !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
      std::all_of(text.begin(), text.end(), [](unsigned char letter) {
        return letter < 0x80 &&
               (std::isalnum(letter) != 0 || letter == '_' || letter == '.' || letter == '-');
      });
  const bool means_more = text == "true" || text == "false" || text == "null" || text == "True" ||
                          text == "False" || text == "Null" || text == "TRUE" || text == "FALSE" ||
                          text == "NULL";
  return is_word && !means_more ? std::string(text) : yaml_quoted(text);
}

std::string yaml_flow_list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ", ";
    out += yaml_quoted(item);
  }
  return out + "]";
}

}  // namespace mig::contract
