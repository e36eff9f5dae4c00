#include "support/key_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "mig/contract/document_kind.hpp"
#include "mig/document/reader.hpp"
#include "mig/schema/value_order.hpp"
#include "support/key_change_draft.hpp"

namespace mig::test {
namespace {

using contract::Direction;
using contract::DocumentKind;
using contract::Lean;
using contract::Looser;
using document::LocatedValue;

/// Keys that one change or both cannot be made for, and why.
struct Exception {
  DocumentKind kind;
  std::string_view key;
  Lean lean;
  std::string_view why;
};

constexpr std::array kExceptions{
    Exception{DocumentKind::policy, "schema_version", Lean::neither, "there is one version"},
    Exception{DocumentKind::trust, "schema_version", Lean::neither, "there is one version"},
    Exception{DocumentKind::declaration, "schema_version", Lean::neither, "there is one version"},
    Exception{DocumentKind::trust, "default", Lean::neither, "it can only be deny"},
    Exception{DocumentKind::declaration, "backup.reference", Lean::tighter,
              "a backup cannot be without; that a backup came is told by `backup`"},
};

/// What a word may become; the first that fits the schema is taken.
constexpr std::array<std::string_view, 24> kWords{"zz-further",
                                                  "type zz.further",
                                                  "stage",
                                                  "dev",
                                                  "prod",
                                                  "search",
                                                  "restore",
                                                  "dual-write",
                                                  "online",
                                                  "ecdsa-p256",
                                                  "raw",
                                                  "secret-other-key",
                                                  "2028-03-31",
                                                  "2025-03-31",
                                                  "2027-04-01T00:00:00Z",
                                                  "2025-04-01T00:00:00Z",
                                                  "2046-04-01T00:00:00Z",
                                                  "00112233445566778899aabbccddeeff",
                                                  "ffeeddccbbaa99887766554433221100",
                                                  "sha256:11111111111111111111111111111111111111111"
                                                  "11111111111111111111111",
                                                  "drop",
                                                  "a text of several words",
                                                  "governance",
                                                  "x"};

LocatedValue text(std::string_view word) {
  return {Span{}, std::string(word)};
}

/// Makes the changes of one key after the other.
class Generator {
 public:
  explicit Generator(DocumentKind kind) : kind_(kind), whole_(kind, {}) {
    auto read = document::read_yaml(complete_document(kind));
    if (!read)
      throw std::logic_error("a complete document cannot be read: " + read.error().message);
    whole_ = Draft(kind, std::move(*read));
    if (!whole_.fits_schema())
      throw std::logic_error("a complete document does not fit its schema");
  }

  void make(const Direction& direction, KeyChanges& into) {
    direction_ = &direction;
    changes_.clear();
    make_by_kind();
    demand(direction.looser == Looser::never && !is_identity() ? Lean::neither : Lean::looser,
           into);
    const bool has_tighter =
        direction.looser != Looser::never && direction.looser != Looser::any_change;
    if (has_tighter) demand(Lean::tighter, into);
    std::move(changes_.begin(), changes_.end(), std::back_inserter(into.changes));
  }

 private:
  std::string key() const { return std::string(direction_->key); }

  /// Whether the key tells the items of its list apart.
  bool is_identity() const { return !list_of_identity().empty(); }

  std::string list_of_identity() const {
    const auto dot = direction_->key.rfind('.');
    if (dot == std::string_view::npos) return {};
    const auto list = direction_->key.substr(0, dot);
    const auto* entry = contract::direction_of(kind_, list);
    if (entry == nullptr || entry->identity.empty()) return {};
    const auto name = fmt::format(",{},", direction_->key.substr(dot + 1));
    return fmt::format(",{},", entry->identity).find(name) == std::string::npos ? std::string()
                                                                                : std::string(list);
  }

  void demand(Lean lean, KeyChanges& into) const {
    const bool is_excepted =
        std::any_of(kExceptions.begin(), kExceptions.end(), [&](const Exception& exception) {
          return exception.kind == kind_ && exception.key == direction_->key &&
                 exception.lean == lean;
        });
    const bool is_made =
        std::any_of(changes_.begin(), changes_.end(),
                    [lean](const KeyChange& change) { return change.expected == lean; });
    if (is_made != is_excepted) return;
    into.failures.push_back(
        fmt::format("{} {}: {} change that is {}", contract::info_of(kind_).name, direction_->key,
                    is_made ? "an exception is needless for the" : "no", contract::name_of(lean)));
  }

  void add(const Draft& before, const Draft& after, Lean lean) {
    if (!before.fits_schema() || !after.fits_schema()) return;
    changes_.push_back({kind_, key(), lean, is_identity(),
                        is_identity() ? list_of_identity() : key(), before.yaml(), after.yaml()});
  }

  /// There and back.
  void add_both(const Draft& tight, const Draft& loose) {
    add(tight, loose, Lean::looser);
    add(loose, tight, Lean::tighter);
  }

  /// The document with another value of the key that fits; nothing when none does.
  std::optional<Draft> with(const std::function<bool(LocatedValue&)>& change) const {
    Draft draft = whole_;
    auto* value = draft.at(direction_->key);
    if (value == nullptr || !change(*value) || !draft.fits_schema()) return std::nullopt;
    return draft;
  }

  std::optional<Draft> with_value(const LocatedValue& value) const {
    return with([&](LocatedValue& old) {
      if (schema::equal(old, value)) return false;
      old = value;
      return true;
    });
  }

  /// Without the key, or without the smallest group around it that may be left out.
  std::optional<Draft> without() const {
    for (auto key = this->key(); !key.empty();) {
      Draft draft = whole_;
      if (draft.remove(key) && draft.fits_schema()) return draft;
      const auto dot = key.rfind('.');
      key.resize(dot == std::string::npos ? 0 : dot);
      const auto* group = contract::direction_of(kind_, key);
      if (group != nullptr) return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<Draft> with_another_value() const {
    for (const auto word : kWords) {
      if (auto draft = with_value(text(word))) return draft;
    }
    if (auto longer = with_further_entry()) return longer;
    return with([](LocatedValue& list) {
      if (list.array() == nullptr || list.array()->empty()) return false;
      auto* value = &list.array()->front();
      while (value->array() != nullptr) value = &value->array()->front();
      if (!value->is_numeric()) return false;
      *value = LocatedValue(Span{}, value->as_double() + 0.25);
      return true;
    });
  }

  std::optional<Draft> with_further_entry() const {
    for (const auto word : kWords) {
      auto draft = with([&](LocatedValue& list) {
        if (list.array() == nullptr) return false;
        list.array()->push_back(text(word));
        return true;
      });
      if (draft) return draft;
    }
    return std::nullopt;
  }

  std::optional<Draft> with_further_item() const {
    const auto whole_key = key();
    const auto list = whole_key.substr(0, whole_key.size() - 2);
    const auto identity = direction_->identity.substr(0, direction_->identity.find(','));
    for (const auto word : kWords) {
      Draft draft = whole_;
      auto& items = *draft.at(list)->array();
      auto item = items.front();
      for (auto& member : *item.object()) {
        if (member.key == identity) member.value = text(word);
      }
      if (schema::equal(item, items.front())) continue;
      items.push_back(std::move(item));
      if (draft.fits_schema()) return draft;
    }
    return std::nullopt;
  }

  void make_by_kind() {
    switch (direction_->looser) {
      case Looser::never:
        return make_changed(is_identity() ? Lean::looser : Lean::neither);
      case Looser::any_change:
        return make_changed(Lean::looser);
      case Looser::replaced:
        return make_replaced();
      case Looser::higher:
      case Looser::lower:
        return make_number();
      case Looser::on:
      case Looser::off:
        return make_flag();
      case Looser::more:
      case Looser::fewer:
      case Looser::fewer_or_first:
        return make_list();
      case Looser::later:
      case Looser::earlier:
        return make_moment();
      case Looser::upwards:
      case Looser::downwards:
        return make_word();
      case Looser::given:
      case Looser::left_out:
        return make_presence();
    }
  }

  void make_changed(Lean lean) {
    if (const auto other = with_another_value()) {
      add(whole_, *other, lean);
      add(*other, whole_, lean);
    }
  }

  void make_replaced() {
    if (const auto other = with_another_value()) add(whole_, *other, Lean::looser);
    if (const auto none = without()) add_both(whole_, *none);
  }

  void make_number() {
    const auto more = with([](LocatedValue& number) {
      if (number.integer() == nullptr) return false;
      number = LocatedValue(Span{}, *number.integer() + 1);
      return true;
    });
    const bool up = direction_->looser == Looser::higher;
    if (more) up ? add_both(whole_, *more) : add_both(*more, whole_);
    if (!direction_->absent.empty()) return;
    if (const auto unbounded = without()) add_both(whole_, *unbounded);
  }

  void make_flag() {
    for (const bool flag : {true, false}) {
      const auto other = with_value(LocatedValue(Span{}, flag));
      if (!other) continue;
      const bool is_looser = flag == (direction_->looser == Looser::on);
      is_looser ? add_both(whole_, *other) : add_both(*other, whole_);
    }
  }

  void make_list() {
    const bool is_of_items = !direction_->identity.empty();
    const auto longer = is_of_items ? with_further_item() : with_further_entry();
    if (!longer) return;
    direction_->looser == Looser::more ? add_both(whole_, *longer) : add_both(*longer, whole_);
    if (direction_->looser == Looser::fewer_or_first) {
      Draft none = whole_;
      const auto whole_key = key();
      none.at(whole_key.substr(0, whole_key.size() - 2))->array()->clear();
      add_both(none, whole_);
    }
  }

  void make_moment() {
    const auto* now = whole_.at(direction_->key);
    if (now == nullptr || now->string() == nullptr) return;
    for (const auto word : kWords) {
      const auto other = with_value(text(word));
      if (!other) continue;
      const bool is_later = std::string(word) > *now->string();
      const bool is_looser = is_later == (direction_->looser == Looser::later);
      is_looser ? add_both(whole_, *other) : add_both(*other, whole_);
    }
    if (const auto unbounded = without()) add_both(whole_, *unbounded);
  }

  /// Every word for every other one.
  void make_word() {
    std::vector<std::pair<std::string, int>> words{{{}, 0}};
    for (const char c : direction_->order) {
      if (c == ',' || c == '|') {
        words.emplace_back(std::string(), words.back().second + (c == ',' ? 1 : 0));
      } else {
        words.back().first += c;
      }
    }
    const bool up = direction_->looser == Looser::upwards;
    for (const auto& [from, from_rank] : words) {
      for (const auto& [to, to_rank] : words) {
        if (from == to) continue;
        const auto set = [](const std::string& word) {
          return [word](LocatedValue& value) {
            value = text(word);
            return true;
          };
        };
        const auto before = with(set(from));
        const auto after = with(set(to));
        if (!before || !after) continue;
        const bool is_looser = from_rank == to_rank || (to_rank > from_rank) == up;
        add(*before, *after, is_looser ? Lean::looser : Lean::tighter);
      }
    }
  }

  void make_presence() {
    const auto none = without();
    if (!none) return;
    direction_->looser == Looser::given ? add_both(*none, whole_) : add_both(whole_, *none);
  }

  DocumentKind kind_;
  Draft whole_;
  const Direction* direction_ = nullptr;
  std::vector<KeyChange> changes_;
};

}  // namespace

KeyChanges generated_key_changes() {
  KeyChanges made;
  for (const auto kind : {DocumentKind::policy, DocumentKind::trust, DocumentKind::declaration}) {
    Generator generator(kind);
    for (const auto& direction : contract::directions_of(kind)) generator.make(direction, made);
  }
  return made;
}

}  // namespace mig::test
