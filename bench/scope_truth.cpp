#include "scope_truth.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

namespace mig::bench {
namespace {

namespace fs = std::filesystem;

/// An observer may write "foreign table" where the vocabulary has "foreign_table".
std::string our_word(std::string kind) {
  if (kind == "tsconfig" || kind == "tsdict" || kind == "tsparser") return "text_search";
  if (kind == "domconstraint") return "constraint";
  std::replace(kind.begin(), kind.end(), ' ', '_');
  return kind;
}

}  // namespace

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string cut(const std::string& name) {
  auto size = std::min(name.size(), kLongestName);
  while (size < name.size() && size > 0 &&
         (static_cast<unsigned char>(name[size]) & 0xC0U) == 0x80U)
    --size;
  return name.substr(0, size);
}

std::string table_of(const std::string& kind, const std::string& object, const std::string& owner) {
  if (!owner.empty()) return cut(owner);
  if (kind == "table" || kind == "view" || kind == "matview") return object;
  if (kind == "column") return object.substr(0, object.rfind('.'));
  if (kind == "constraint" || kind == "trigger") return object.substr(0, object.find('/'));
  return {};
}

std::map<std::string, Truth> read_truth(const std::filesystem::path& path) {
  std::map<std::string, Truth> all;
  std::istringstream lines(read(path));
  std::string line;
  while (std::getline(lines, line)) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded()) continue;
    Truth truth;
    truth.forward_ok = json.value("forward_ok", false);
    if (const auto ran = json.find("rollback_ok"); ran != json.end() && ran->is_boolean()) {
      truth.was_run_back = true;
      truth.rollback_ok = ran->get<bool>();
    }
    if (const auto level = json.find("level"); level != json.end() && level->is_number()) {
      truth.level = level->get<int>();
      truth.was_compared = true;
    }
    if (const auto redo = json.find("redo_ok"); redo != json.end() && redo->is_boolean())
      truth.redo_ok = redo->get<bool>();
    const auto text_of = [&json](const char* key) {
      const auto found = json.find(key);
      return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    truth.forward_error = text_of("forward_error");
    truth.rollback_error = text_of("rollback_error");
    if (const auto rest = json.find("after_rollback"); rest != json.end()) {
      for (const auto& difference : *rest) truth.after_rollback.push_back(difference.dump());
    }
    for (const auto& change : json["observed"]) {
      const std::string kind = our_word(change[0]);
      const std::string object = change[1];
      if (kind == "colorder") continue;
      truth.observed.insert({kind, object, change[2]});
      const auto table =
          table_of(kind, object,
                   change.size() > 3 && change[3].is_string() ? change[3].get<std::string>() : "");
      truth.owners[{kind, object, change[2]}] = table;
      if (!table.empty()) truth.tables.insert(table);
    }
    for (const auto& table : json["rows_touched"]) truth.rows.insert(cut(table.get<std::string>()));
    all[json["id"]] = truth;
  }
  return all;
}

}  // namespace mig::bench
