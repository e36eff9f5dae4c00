#include "mig/delta/inventory.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "mig/delta/protected.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::delta {
namespace {

using contract::BaselineObject;

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (byte >= 0x20) {
      out += letter;
    } else if (const auto at = std::string_view("\b\f\n\r\t").find(letter);
               at != std::string_view::npos) {
      out += '\\';
      out += std::string_view("bfnrt")[at];
    } else {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0x0FU];
    }
  }
  out += '"';
}

void append_list(std::string& out, const std::vector<std::string>& list) {
  out += '[';
  for (const auto& item : list) {
    if (&item != &list.front()) out += ',';
    append_string(out, item);
  }
  out += ']';
}

void append_value(std::string& out, const contract::AttributeValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) out += *flag ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) append_string(out, *text);
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) append_list(out, *list);
}

bool by_name(const BaselineObject& left, const BaselineObject& right) {
  const int kinds = left.kind.compare(right.kind);
  return kinds != 0 ? kinds < 0 : left.name < right.name;
}

std::string_view after_kind(std::string_view label, std::string_view kind) {
  return label.starts_with(kind) ? label.substr(kind.size()) : std::string_view();
}

// An index names its table through what it stands on.
std::string table_of_needs(const BaselineObject& object) {
  for (const auto& need : object.needs()) {
    if (const auto table = after_kind(need, "table "); !table.empty()) return std::string(table);
    if (const auto table = after_kind(need, "matview "); !table.empty()) return std::string(table);
    if (const auto key = after_kind(need, "constraint "); !key.empty())
      return std::string(key.substr(0, key.find('/')));
    if (const auto column = after_kind(need, "column "); !column.empty())
      return std::string(column.substr(0, column.rfind('.')));
  }
  return {};
}

}  // namespace

std::string canonical_json(const BaselineObject& object) {
  std::string out = "{";
  if (object.attributes) {
    out += "\"attributes\":{";
    for (const auto& [key, value] : *object.attributes) {
      if (out.back() != '{') out += ',';
      append_string(out, name_of(key));
      out += ':';
      append_value(out, value);
    }
    out += "},";
  }
  if (object.depends_on) {
    out += "\"depends_on\":";
    append_list(out, *object.depends_on);
    out += ',';
  }
  out += "\"kind\":";
  append_string(out, object.kind);
  out += ",\"name\":";
  append_string(out, object.name);
  if (object.table) {
    out += ",\"table\":";
    append_string(out, *object.table);
  }
  return out + '}';
}

std::string owning_table(const BaselineObject& object) {
  if (object.kind == "table" || object.kind == "foreign_table") return object.name;
  if (object.table) return *object.table;
  if (object.kind == "column") return object.name.substr(0, object.name.rfind('.'));
  if (object.kind == "constraint" || object.kind == "trigger" || object.kind == "rule" ||
      object.kind == "policy") {
    return object.name.substr(0, object.name.find('/'));
  }
  return object.kind == "index" ? table_of_needs(object) : std::string();
}

const BaselineObject* Inventory::find(std::string_view kind, std::string_view name) const {
  const auto found = std::lower_bound(order.begin(), order.end(), std::pair(kind, name),
                                      [this](std::size_t at, const auto& wanted) {
                                        const auto& object = baseline.objects[at];
                                        const int kinds = object.kind.compare(wanted.first);
                                        return kinds != 0 ? kinds < 0 : object.name < wanted.second;
                                      });
  if (found == order.end()) return nullptr;
  const auto& object = baseline.objects[*found];
  return object.kind == kind && object.name == name ? &object : nullptr;
}

Result<std::string> fingerprint(const Inventory& inventory, const Selection& counted) {
  std::string lines;
  for (const std::size_t at : inventory.order) {
    if (!counted[at]) continue;
    const auto& object = inventory.baseline.objects[at];
    lines += std::string_view(object.digest).substr(std::min<std::size_t>(object.digest.size(), 7));
    lines += "  ";
    lines += object.kind;
    lines += ' ';
    lines += object.name;
    lines += '\n';
  }
  return digest::sha256_digest(lines);
}

Result<Inventory> take_inventory(contract::Baseline baseline) {
  Inventory inventory;
  inventory.baseline = std::move(baseline);
  const auto& objects = inventory.baseline.objects;
  inventory.order.resize(objects.size());
  std::iota(inventory.order.begin(), inventory.order.end(), std::size_t{0});
  const auto less = [&](std::size_t left, std::size_t right) {
    return by_name(objects[left], objects[right]);
  };
  // What a tool wrote is sorted already.
  if (!std::is_sorted(inventory.order.begin(), inventory.order.end(), less))
    std::stable_sort(inventory.order.begin(), inventory.order.end(), less);
  inventory.digests.reserve(objects.size());
  for (const auto& object : objects) {
    auto digest = digest::sha256_digest(canonical_json(object));
    if (!digest) return tl::unexpected(digest.error());
    inventory.digests.push_back(std::move(*digest));
    ++inventory.counts[object.kind];
  }
  auto whole = fingerprint(inventory, Selection(objects.size(), true));
  if (!whole) return tl::unexpected(whole.error());
  inventory.schema_fingerprint = std::move(*whole);
  auto guarded = fingerprint(
      inventory, protected_among(inventory.baseline, inventory.baseline.protected_domains));
  if (!guarded) return tl::unexpected(guarded.error());
  inventory.protected_fingerprint = std::move(*guarded);
  return inventory;
}

}  // namespace mig::delta
