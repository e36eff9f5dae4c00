#include <algorithm>
#include <cstring>

#include "mig/secrets/character.hpp"
#include "mig/secrets/command/command_forms.hpp"
#include "mig/secrets/memory.hpp"
#include "mig/secrets/sql/credential_kind.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

/// Words of one command hold all that a second hit within the first half of them would see.
constexpr std::uint32_t kHalf = kCommandReach / 2;

/// Where the line of an offset begins.
std::uint32_t line_begin(std::string_view bytes, std::uint32_t at) {
  const auto from = at > 512 ? at - 512 : 0;
  const auto window = bytes.substr(from, at - from);
  const auto* newline = static_cast<const char*>(memrchr(window.data(), '\n', window.size()));
  return newline == nullptr ? from : from + static_cast<std::uint32_t>(newline - window.data()) + 1;
}

/// The password in `user/X@host` or `user/X`: {0, 0} for other words.
Span login_password(std::string_view word, bool needs_host) {
  const auto slash = word.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 >= word.size()) return {};
  if (is_digit(word.front())) return {};
  const auto user = word.substr(0, slash);
  if (user.find_first_of("@.:\\-=,{<(") != std::string_view::npos) return {};
  auto end = word.rfind('@');
  if (end == std::string_view::npos || end < slash) {
    if (needs_host) return {};
    end = word.size();
    if (word.find('/', slash + 1) != std::string_view::npos) return {};
    if (word.find('.', slash + 1) != std::string_view::npos) return {};
  }
  return {static_cast<std::uint32_t>(slash + 1), static_cast<std::uint32_t>(end)};
}

/// `a.password=X,b=Y`: every part whose name tells.
void add_assignments(const ShellWord& word, std::size_t from, bool is_all_secret,
                     Detections& found) {
  const std::string_view value = word.value;
  while (from < value.size()) {
    const auto comma = is_all_secret ? value.size() : std::min(value.find(',', from), value.size());
    const auto equal = value.find('=', from);
    if (equal == std::string_view::npos || equal >= comma) {
      from = comma + 1;
      continue;
    }
    const auto name = value.substr(from, equal - from);
    const auto dot = name.rfind('.');
    const auto kind =
        credential_kind(snake_name(dot == std::string_view::npos ? name : name.substr(dot + 1)));
    const auto content = value.substr(equal + 1, comma - equal - 1);
    const bool is_secret =
        is_all_secret ? !content.starts_with('/') : is_credential(kind, content, true);
    if (is_secret)
      add_command_secret(word, equal + 1, comma, "assignment of a command line", found);
    from = comma + 1;
  }
}

}  // namespace

void find_oracle_login(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && (is_word_byte(bytes[hit.begin - 1]) || bytes[hit.begin - 1] == '\\')) return;
  const bool is_connect = (bytes[hit.begin] | 0x20) == 'c';
  if (is_connect) {
    const auto begin = line_begin(bytes, hit.begin);
    const auto before = bytes.substr(begin, hit.begin - begin);
    if (before.find_first_not_of(" \t") != std::string_view::npos) return;
  }
  Memory nothing;
  auto& memory = text.memory == nullptr ? nothing : *text.memory;
  if (hit.begin < memory.login_until) return;
  auto words = read_shell_words(bytes, hit.end);
  if (!is_connect) memory.login_until = std::min(end_of(words, hit.end), hit.end + kHalf);
  if (is_connect && words.size() > 1) {
    // CONNECT user/X@host AS SYSDBA, and nothing else: it is no sentence.
    if (lowered(words[1].value) != "as") return;
  }
  for (const auto& word : words) {
    std::string_view value = word.value;
    std::uint32_t from = 0;
    if (lowered(value.substr(0, 7)) == "userid=") from = 7;
    const auto password = login_password(value.substr(from), !is_connect && &word != &words[0]);
    if (password.end > password.begin)
      add_command_secret(word, from + password.begin, from + password.end,
                         "login of an Oracle client", found);
    if (is_connect) return;
  }
}

void find_assignment_option(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && (is_word_byte(bytes[hit.begin - 1]) || bytes[hit.begin - 1] == '-')) return;
  Memory nothing;
  auto& memory = text.memory == nullptr ? nothing : *text.memory;
  const bool is_vault = (bytes[hit.begin] | 0x20) == 'v';
  if (is_vault) {
    if (!is_blank(hit.end < bytes.size() ? bytes[hit.end] : '\0')) return;
    if (hit.begin < memory.assignment_until) return;
    const auto words = read_shell_words(bytes, hit.end);
    memory.assignment_until = std::min(end_of(words, hit.end), hit.end + kHalf);
    for (const auto& word : words)
      if (!word.value.starts_with('-')) add_assignments(word, 0, false, found);
    return;
  }
  auto end = hit.end;
  while (end < bytes.size() && end - hit.end < 10 &&
         (is_word_byte(bytes[end]) || bytes[end] == '-'))
    ++end;
  if (end >= bytes.size() || (bytes[end] != '=' && !is_blank(bytes[end]))) return;
  const auto word = read_shell_word(bytes, end + 1);
  add_assignments(word, 0, bytes[hit.begin + 2] == 'f' || bytes[hit.begin + 2] == 'F', found);
}

void find_net_use(const Text& text, Hit hit, Detections& found) {
  Memory nothing;
  auto& memory = text.memory == nullptr ? nothing : *text.memory;
  if (hit.begin < memory.share_until) return;
  const auto words = read_shell_words(text.bytes, hit.end);
  memory.share_until = std::min(end_of(words, hit.end), hit.end + kHalf);
  bool has_user = false;
  for (const auto& word : words) has_user = has_user || lowered(word.value).starts_with("/user:");
  if (!has_user) return;
  for (const auto& word : words) {
    const std::string_view value = word.value;
    if (value.empty() || value.front() == '/' || value.front() == '\\' || value.ends_with(':') ||
        value == "*")
      continue;
    add_command_secret(word, 0, value.size(), "login of a network share", found);
  }
}

void find_chpasswd(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  const auto begin = line_begin(bytes, hit.begin);
  const auto line = bytes.substr(begin, hit.begin - begin);
  const auto echo = line.find("echo ");
  if (echo == std::string_view::npos || line.find('|', echo) == std::string_view::npos) return;
  for (const auto& word :
       read_shell_words(bytes.substr(0, hit.begin), begin + static_cast<std::uint32_t>(echo + 5))) {
    const auto colon = word.value.find(':');
    if (colon != std::string::npos && colon > 0)
      add_command_secret(word, colon + 1, word.value.size(), "login of an account", found);
  }
}

void find_piped_password(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  const bool is_sudo = (bytes[hit.begin] | 0x20) == 's';
  if (is_sudo && bytes[hit.end - 1] != 'S') return;
  const auto begin = line_begin(bytes, hit.begin);
  const auto line = bytes.substr(begin, hit.begin - begin);
  const auto echo = line.find("echo ");
  if (echo == std::string_view::npos || line.find('|', echo) == std::string_view::npos) return;
  for (const auto& word :
       read_shell_words(bytes.substr(0, hit.begin), begin + static_cast<std::uint32_t>(echo + 5)))
    if (!word.value.starts_with('-'))
      add_command_secret(word, 0, word.value.size(), "password of a login", found);
}

void find_logon(const Text& text, Hit hit, Detections& found) {
  const auto words = read_shell_words(text.bytes, hit.end);
  const bool is_lftp = (text.bytes[hit.begin] | 0x20) == 'l';
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_lftp && (i == 0 || words[i - 1].value != "-u")) continue;
    const auto comma = words[i].value.find(',');
    if (comma != std::string::npos && comma > 0)
      add_command_secret(words[i], comma + 1, words[i].value.size(), "password of a login", found);
    if (!is_lftp) return;
  }
}

}  // namespace mig::secrets
