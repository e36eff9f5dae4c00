#include "mig/catalog/essence.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace mig::catalog {
namespace {

// Fields of the parse tree whose text carries meaning. Everything else is form: tags, the names of
// fields, output names, casts.
constexpr std::array<std::string_view, 10> kMeaningful{
    "sval",  "ival",         "fval",         "boolval",  "boolop",
    "bsval", "nulltesttype", "booltesttype", "jointype", "opSETOP"};

void keep(std::string_view token, std::set<std::string>& essence) {
  // The server shows it as the two comparisons that it is.
  if (token.ends_with("svalBETWEEN")) {
    essence.insert("sval>=");
    essence.insert("sval<=");
    return;
  }
  const bool means = std::any_of(kMeaningful.begin(), kMeaningful.end(), [&](auto word) {
    return token.starts_with(word) && token.size() > word.size();
  });
  if (means) essence.emplace(token);
}

}  // namespace

std::set<std::string> essence_of(const Catalog& catalog, const Parts& expression) {
  std::set<std::string> essence;
  for (const auto& part : expression) {
    std::string_view rest = part.text;
    for (auto end = rest.find(';'); end != std::string_view::npos; end = rest.find(';')) {
      keep(rest.substr(0, end), essence);
      rest.remove_prefix(end + 1);
    }
    // What stands before a name says what is named: the type of a cast is form.
    const bool is_cast = rest.starts_with("type:");
    if (part.named == 0 || is_cast) {
      if (part.named == 0 && !is_cast && !rest.starts_with("col:")) keep(rest, essence);
      continue;
    }
    essence.insert(catalog.alive(part.named) ? to_string(catalog.name(part.named)) : "(dropped)");
  }
  return essence;
}

bool speaks_of_unknown(const Parts& expression) {
  return std::any_of(expression.begin(), expression.end(), [](const Part& part) {
    const auto at = part.text.rfind("col:");
    return at != std::string::npos && part.text.find(';', at) != std::string::npos;
  });
}

}  // namespace mig::catalog
