#include "mig/schema/uri.hpp"

namespace mig::schema {

namespace {

struct Parts {
  std::string_view scheme;     // with its ':'
  std::string_view authority;  // with its "//"
  std::string_view path;
  std::string_view query;  // with its '?'
  std::string_view fragment;
};

std::string_view take_front(std::string_view& text, std::size_t count) {
  const std::string_view front = text.substr(0, count);
  text.remove_prefix(front.size());
  return front;
}

Parts split(std::string_view text) {
  Parts parts;
  if (const auto hash = text.find('#'); hash != std::string_view::npos) {
    parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const auto question = text.find('?'); question != std::string_view::npos) {
    parts.query = text.substr(question);
    text = text.substr(0, question);
  }
  if (const auto stop = text.find_first_of(":/"); stop != std::string_view::npos && stop > 0) {
    if (text[stop] == ':') parts.scheme = take_front(text, stop + 1);
  }
  if (text.starts_with("//")) {
    const auto slash = text.find('/', 2);
    parts.authority = take_front(text, slash == std::string_view::npos ? text.size() : slash);
  }
  parts.path = text;
  return parts;
}

std::string remove_dot_segments(std::string_view path) {
  const bool rooted = path.starts_with('/');
  std::vector<std::string_view> kept;
  bool ends_in_folder = false;
  std::size_t begin = rooted ? 1 : 0;
  while (begin <= path.size()) {
    const auto slash = path.find('/', begin);
    const bool last = slash == std::string_view::npos;
    const auto segment = path.substr(begin, last ? std::string_view::npos : slash - begin);
    const bool dots = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!dots) kept.push_back(segment);
    if (last) {
      ends_in_folder = dots;
      break;
    }
    begin = slash + 1;
  }
  std::string result = rooted ? "/" : "";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0) result += '/';
    result += kept[i];
  }
  if (ends_in_folder && !kept.empty()) result += '/';
  return result;
}

std::string join(std::string_view scheme, std::string_view authority, std::string_view path,
                 std::string_view query) {
  std::string result(scheme);
  result += authority;
  result += path;
  result += query;
  return result;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Reference resolve_reference(std::string_view base, std::string_view reference) {
  const Parts to = split(reference);
  const Parts from = split(base);
  Reference result;
  result.fragment = to.fragment;
  if (!to.scheme.empty()) {
    const bool hierarchical = !to.authority.empty() || to.path.starts_with('/');
    const std::string path = hierarchical ? remove_dot_segments(to.path) : std::string(to.path);
    result.uri = join(to.scheme, to.authority, path, to.query);
  } else if (!to.authority.empty()) {
    result.uri = join(from.scheme, to.authority, remove_dot_segments(to.path), to.query);
  } else if (to.path.empty()) {
    result.uri =
        join(from.scheme, from.authority, from.path, to.query.empty() ? from.query : to.query);
  } else {
    std::string merged(to.path);
    if (!to.path.starts_with('/')) {
      const auto slash = from.path.rfind('/');
      std::string folder;
      if (slash != std::string_view::npos) {
        folder = from.path.substr(0, slash + 1);
      } else if (!from.authority.empty()) {
        folder = "/";
      }
      merged = folder + merged;
    }
    result.uri = join(from.scheme, from.authority, remove_dot_segments(merged), to.query);
  }
  return result;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_digit(text[i + 1]);
    const int low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer) {
  if (!pointer.starts_with('/')) return std::nullopt;
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      tokens.emplace_back();
    } else if (pointer[i] == '~') {
      const char code = i + 1 < pointer.size() ? pointer[i + 1] : '\0';
      if (code != '0' && code != '1') return std::nullopt;
      tokens.back() += code == '0' ? '~' : '/';
      ++i;
    } else {
      tokens.back() += pointer[i];
    }
  }
  return tokens;
}

std::string escape_token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

}  // namespace mig::schema
