#include <cstring>

#include "mig/base/utf8.hpp"
#include "mig/sql/tree.hpp"

namespace mig::sql {

/// Reads the JSON that libpg_query writes, in place: decoded strings are never longer than their
/// escaped form. A stack of its own stands for recursion, so depth costs memory alone.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string json) {
    tree_.json_ = std::make_unique<std::string>(std::move(json));
    at_ = tree_.json_->data();
    end_ = at_ + tree_.json_->size();
  }

  std::optional<Tree> build() {
    std::string_view key;
    do {
      if (!value(key)) return std::nullopt;
      if (!after_value(key)) return std::nullopt;
    } while (!open_.empty());
    skip_space();
    if (at_ != end_) return std::nullopt;
    return std::move(tree_);
  }

 private:
  struct Open {
    std::uint32_t entry = 0;
    bool object = false;
    bool wraps = false;  ///< {"Tag": {...}}: both braces are one node
  };

  void skip_space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
  }

  bool take(char wanted) {
    skip_space();
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }

  bool escaped(char*& out) {
    if (at_ == end_) return false;
    const char code = *at_++;
    constexpr std::string_view kCodes = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    if (const auto found = kCodes.find(code); found != std::string_view::npos) {
      *out++ = kMeant[found];
      return true;
    }
    if (code != 'u' || end_ - at_ < 4) return false;
    char32_t point = 0;
    for (int i = 0; i < 4; ++i) {
      const char digit = *at_++;
      const std::string_view digits = "0123456789abcdef";
      const auto worth = digits.find(static_cast<char>(digit | 0x20));
      if (worth == std::string_view::npos) return false;
      point = point * 16 + static_cast<char32_t>(worth);
    }
    std::string bytes;
    append_utf8(bytes, point);
    std::memcpy(out, bytes.data(), bytes.size());
    out += bytes.size();
    return true;
  }

  bool string(std::string_view& out) {
    if (!take('"')) return false;
    char* const begin = at_;
    char* to = at_;
    while (at_ != end_ && *at_ != '"') {
      if (*at_ == '\\') {
        ++at_;
        if (!escaped(to)) return false;
      } else {
        *to++ = *at_++;
      }
    }
    if (at_ == end_) return false;
    ++at_;
    out = std::string_view(begin, static_cast<std::size_t>(to - begin));
    return true;
  }

  void push(std::string_view key, bool object, bool list, std::string_view text) {
    tree_.entries_.push_back(
        {key, text, static_cast<std::uint32_t>(tree_.entries_.size() + 1), object, list});
  }

  void open(std::string_view key, bool object) {
    open_.push_back({static_cast<std::uint32_t>(tree_.entries_.size()), object, false});
    push(key, object, !object, {});
  }

  /// Leaves `key` as the key of the next value to read, or without meaning after a scalar.
  bool value(std::string_view& key) {
    for (;;) {
      skip_space();
      if (at_ == end_) return false;
      if (*at_ == '{') {
        ++at_;
        open(key, true);
        if (!member(key)) return false;
        if (closing_) return true;
        continue;
      }
      if (*at_ == '[') {
        ++at_;
        open(key, false);
        key = {};
        skip_space();
        if (at_ != end_ && *at_ == ']') return true;
        continue;
      }
      return scalar(key);
    }
  }

  bool scalar(std::string_view key) {
    std::string_view text;
    if (*at_ == '"') {
      if (!string(text)) return false;
    } else {
      char* const begin = at_;
      while (at_ != end_ && *at_ != ',' && *at_ != '}' && *at_ != ']' && *at_ != '\n') ++at_;
      text = std::string_view(begin, static_cast<std::size_t>(at_ - begin));
      if (text.empty()) return false;
    }
    push(key, false, false, text);
    return true;
  }

  /// Reads a key; a key with a capital letter whose value is an object is the tag of its holder.
  bool member(std::string_view& key) {
    closing_ = false;
    skip_space();
    if (at_ != end_ && *at_ == '}') {
      closing_ = true;
      return true;
    }
    if (!string(key) || !take(':')) return false;
    skip_space();
    const bool tag = !key.empty() && key.front() >= 'A' && key.front() <= 'Z';
    if (!tag || at_ == end_ || *at_ != '{') return true;
    ++at_;
    open_.back().wraps = true;
    tree_.entries_[open_.back().entry].text = key;
    return member(key);
  }

  bool after_value(std::string_view& key) {
    closing_ = false;
    while (!open_.empty()) {
      skip_space();
      if (at_ == end_) return false;
      auto& top = open_.back();
      const char close = top.object ? '}' : ']';
      if (*at_ == close) {
        ++at_;
        if (top.wraps && !take('}')) return false;
        tree_.entries_[top.entry].next = static_cast<std::uint32_t>(tree_.entries_.size());
        open_.pop_back();
        continue;
      }
      if (*at_ != ',') return false;
      ++at_;
      key = {};
      return !top.object || (member(key) && !closing_);
    }
    return true;
  }

  Tree tree_;
  char* at_ = nullptr;
  char* end_ = nullptr;
  std::vector<Open> open_;
  bool closing_ = false;
};

std::optional<Tree> Tree::parse(std::string json) {
  return TreeBuilder(std::move(json)).build();
}

}  // namespace mig::sql
