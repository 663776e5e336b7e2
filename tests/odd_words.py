"""Command lines as people mistype them, at random from a seed: most of them wrong, all repeatable.

Words are drawn from the grammar (settings, policies, scenarios, authorities, files, flags, sweeps)
and then spoilt: broken quotes, odd values, letters that are none, things said twice.
"""

import random
import string

from sim.arms.scenarios import scenarios
from sim.data import authorities
from sim.data.authority_names import LEFT_OUT, also_written, successors
from sim.settings import settings_by_name

VALUES = (
    "", " ", "0", "-0", "1", "2", "-1", "0.5", "1e3", "1e999", "-1e999", "1e-999", "nan", "-nan",
    "inf", "infinity", "0x10", "0o17", "0b1", "010", "1_000", "1,000", "1.000,5", "1e", ".5", "5.",
    "+5", "--5", "5%", "½", "٤١", "9" * 25, "9" * 5000, "null", "None", "~", "NULL", "true",
    "True", "yes", "no", "on", "off", "[]", "{}", "[1]", "[1,2]", "[[[[]]]]", "{a:1}",
    "{a: {b: 1}}", "[" * 200, "{" * 200, "'", '"', "''", '""', "'a", '"a', "a'", "'a'b'", "\\",
    "\\'", "'\\'", "${", "${}", "${seed}", "${oc.env:HOME}", "${oc.env:NONE_SUCH}", "${a.b}",
    "${${seed}}", "$seed", "???", "*", "glob(*)", "glob(", "range(1,3)", "range(1,1e9)",
    "range(0,1,0)", "range()", "choice(1,2)", "choice()", "interval(0,1)", "sort(3,1,2)",
    "shuffle(1,2)", "tag(a,1)", "int(3.5)", "float(x)", "str(5)", "bool(2)", "json_str([1])",
    "extend_list(1)", "1,2", "1,", ",1", ",", ",,,", "a,b", "a=b", "=", "==", ":", "a:b", "a b",
    "!!python/name:os.system", "&a", "*a", "#", "a#b", "@", "%s", "%(a)s", "{0}", "{seed}", "\t",
    "\n", "a\nb", "\r", "\x00", "\x1b[31m", "\x7f", "\u202e", "\ufeff", "\u200b", "\xa0", "\u2028",
    "\ud800", "\U0001f600", "é", "ﬁ", "ß", "İ", "中", "2025-04-01", "2025-02-30", "20250401",
    "2025-4-1", "0000-00-00", "99999-01-01", "12:30", "1:30:00", "local", "tcp://127.0.0.1:8786",
    "tcp://", "http://[::1]:99999999", "threads", "dask", "england", "one", "average", "plausible",
    "typical", "readings", "all", "auto", "keep", "abolish", "reviews", "[reviews,actions]",
    "[reviews,reviews]", "authority", "outside", "none", "team_manager", "iro", "../..", "/",
    "/dev/null", "/dev/zero", "/dev/full", "/proc/self/mem", "~", "~/x", "~nobody/x", ".", "..",
    "x" * 300, "a/" * 3000, "good.yaml", "bad.yaml", "folder", "pipe", "none.yaml", "latin.yaml",
    "loop", "CON", "a*b", "a|b", "a;b", "`id`", "$(id)", "file:///etc/passwd",
    "http://example.org/a",
)  # fmt: skip
WHOLE = (
    "", " ", "-", "--", "---", "=", "==", "+", "++", "~", "~~", "+=", "~=", "@", "a@b", "+a@b=c",
    "+scenario", "scenario", "~scenario", "+scenario=", "+scenario@_global_=keep",
    "+scenario@policy=keep", "keep", "policy", "policy.", "policy..", ".", "..", ".=1",
    "policy.=1", "policy.policy.seed=1", "hydra", "hydra=1", "hydra.", "hydra.run=1",
    "hydra.run.dir", "hydra.sweeper.params=1", "hydra/launcher=joblib", "hydra/job_logging=none",
    "+hydra.a=1", "~hydra.run.dir", "hydra.searchpath=[x]", "resume", "resume=", "resume=.",
    "resume=folder", "resume=good.yaml", "resume=none", "resume=/", "resume=~", "+resume=x",
    "=seed", "seed", "seed:3", "seed 3", "-s", "-seed=3", "--seed=3", "--seed", "--help=",
    "--help=x", "-hm", "-mh", "-cn", "-cd", "-cdx", "-cnx", "--config-dir=", "--config-dir=folder",
    "--config-dir=none", "--config-dir=good.yaml", "--config-name=", "--config-name=config",
    "--config-name=none", "--config-name=../config", "--config-name=/etc/passwd",
    "--config-path=.", "--config_dir=x", "--cfg=job", "--cfg=x", "--cfg=", "-cjob", "--info=x",
    "--info=", "--info=searchpath", "--package=seed", "--resolve", "--run", "-r",
    "--shell-completion", "-sc", "--hydra-help", "--experimental-rerun=x", "--multirun=1",
    "--version=1", "--versio", "--hel", "-m", "-m", "--multirun", "-c", "-i", "--", "@file",
    "@good.yaml", "/help", "/?", "help", "?", "version", "config", "${seed}=1", "a.b.c=1",
    "seed=1 seed=2", "iro.caseload", "iro.caseload:60", "iro_caseload=60", "IRO.CASELOAD=60",
    "iro.caseload =60", " iro.caseload=60", "iro.caseload= 60", "iro.caseload=60 ",
    "'iro.caseload=60'", '"iro.caseload=60"', "iro.caseload[0]=1", "iro['caseload']=60",
    "iro..caseload=60", "iro.caseload.=60", ".iro.caseload=60", "iro/caseload=60",
    "iro.caseload+=1", "iro.caseload@x=1", "authority.name", "authority.name=Leeds,York",
)  # fmt: skip
FLAGS = (
    "-m", "--multirun", "--help", "-h", "--version", "--cfg", "--info", "-cn", "-cd", "-c", "-i",
)  # fmt: skip
LETTERS = (
    string.ascii_letters + string.digits + string.punctuation + " \t\n\r\x00\x07\x1b\x7f\xa0\xad"
    "éßñ½²\u0301\u200b\u200d\u202e\u2028\ufeff\ufffd\ud800\udfff\U0001f600\U000e0041"
)


class OddWords:
    """Draws command lines; of one seed always the same ones."""

    def __init__(self, seed: int, options: tuple[str, ...] = ()) -> None:
        self.chance = random.Random(seed)
        self.settings = list(settings_by_name())
        self.scenarios = list(scenarios())
        self.names = [
            *authorities.names(), *also_written(), *LEFT_OUT,
            *(one.abolished for one in successors()),
        ]  # fmt: skip
        self.options = options

    def line(self) -> list[str]:
        """Return the words of a command line."""
        chance = self.chance
        words = [self.word() for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6)))]
        if chance.random() < 0.1:
            words.insert(0, "-m")
        if chance.random() < 0.05:
            words.append(chance.choice(words))
        if chance.random() < 0.05:
            words.insert(chance.randrange(len(words) + 1), chance.choice(FLAGS))
        return words

    def word(self) -> str:
        """Return one word, spoilt or not."""
        word = self.chance.choice((
            self._setting, self._setting, self._setting, self._scenario, self._authority,
            self._folder, self._of_the_lot, self._option, self._letters, self._pool,
        ))()  # fmt: skip
        return self._spoilt(word) if self.chance.random() < 0.3 else word

    def _setting(self) -> str:
        chance = self.chance
        name = chance.choice(self.settings)
        if chance.random() < 0.15:
            name = name.rpartition(".")[0] or name
        one = settings_by_name().get(name)
        value = chance.choice(VALUES)
        if one is not None and chance.random() < 0.3:
            near = [one.default, one.low, one.high, *one.choices]
            value = str(chance.choice([it for it in near if it is not None] or [value]))
            if chance.random() < 0.5:
                value = f"{value},{chance.choice(VALUES)}"
        sign = chance.choice(("", "", "", "", "", "+", "++", "~"))
        return f"{sign}{chance.choice(('', 'policy.'))}{name}={value}"

    def _scenario(self) -> str:
        names = [*self.scenarios, *VALUES]
        some = ",".join(self.chance.choices(names, k=self.chance.choice((1, 1, 1, 2))))
        return f"{self.chance.choice(('+', '+', '+', '', '++', '~'))}scenario={some}"

    def _authority(self) -> str:
        return f"authority.name={self._spoilt(self.chance.choice(self.names))}"

    def _pool(self) -> str:
        chance = self.chance
        listed = ",".join(chance.choices(self.names, k=chance.choice((0, 1, 2, 5))))
        return f"policy.pool={chance.choice(('[', '', '(', '{'))}{listed}{chance.choice((']', ''))}"

    def _folder(self) -> str:
        name = self.chance.choice(("hydra.run.dir", "hydra.sweep.dir", "resume", "authority.file",
                                   "--config-dir", "--config-name"))  # fmt: skip
        return f"{name}={self.chance.choice(VALUES)}"

    def _option(self) -> str:
        if not self.options:
            return self._of_the_lot()
        names = self.chance.choices([*self.settings, *self.scenarios, *VALUES], k=2)
        value = self.chance.choice((*VALUES, f"[{','.join(names)}]", f"[{names[0]}]", names[1]))
        return f"{self.chance.choice(self.options)}={value}"

    def _of_the_lot(self) -> str:
        return self.chance.choice(WHOLE)

    def _letters(self) -> str:
        return "".join(self.chance.choices(LETTERS, k=self.chance.choice((1, 2, 5, 20, 400))))

    def _spoilt(self, word: str) -> str:
        """Return a word with letters put in, left out, doubled or turned about, or quoted badly."""
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            at = self.chance.randrange(len(word) + 1)
            word = self.chance.choice((
                word[:at] + self.chance.choice(LETTERS) + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + word[at : at + 1] * 2 + word[at + 1 :],
                word[:at],
                word.upper(),
                word[:at] + self.chance.choice("'\"[]{}(),=\\") + word[at:],
                word.replace("=", "==", 1),
                word.replace(".", "..", 1),
            ))  # fmt: skip
        return word
