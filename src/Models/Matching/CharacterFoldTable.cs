using System.Collections.Frozen;

namespace Triage.Models.Matching;

/// <summary>
/// What upper-case characters fold to: compatibility forms and diacritics by Unicode's decompositions (UAX #15),
/// strokes and ligatures that have none, and the Cyrillic and Greek capitals that look Latin (UTS #39).
/// </summary>
/// <remarks>
/// A table of our own for two reasons. The host runs without cultures, where <see cref="string.Normalize()"/>
/// returns its input unchanged. And stored fingerprints are made of its answers: a row is never changed.
/// </remarks>
internal static class CharacterFoldTable
{
    private const string Rows = """
        0=⁰₀⓪ 1=¹₁⅟①⑴⒈ 2=²₂②⑵⒉ 3=³₃③⑶⒊ 4=⁴₄④⑷⒋ 5=⁵₅⑤⑸⒌ 6=⁶₆⑥⑹⒍ 7=⁷₇⑦⑺⒎ 8=⁸₈⑧⑻⒏ 9=⁹₉⑨⑼⒐
        A=ªÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦΆΑАӐӒḀẠẢẤẦẨẪẬẮẰẲẴẶἈἉἊἋἌἍἎἏᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾲᾳᾴᾶᾷᾸᾹᾺΆᾼₐÅ⒜Ⓐ B=ɃΒВḂḄḆℬ⒝Ⓑ
        C=ÇĆĈĊČСḈℂ℃ℭⅭ⒞Ⓒ D=ÐĎĐḊḌḎḐḒⅅⅆⅮ⒟Ⓓ E=ÈÉÊËĒĔĖĘĚȄȆȨΈΕЀЁЕӖḔḖḘḚḜẸẺẼẾỀỂỄỆἘἙἚἛἜἝῈΈₑℯℰⅇ⒠Ⓔ F=Ḟ℉ℱ⒡Ⓕ
        G=ĜĞĠĢǦǴḠℊ⒢Ⓖ H=ĤĦȞΉΗНḢḤḦḨḪẖἨἩἪἫἬἭἮἯᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟῂῃῄῆῇῊΉῌₕℋℌℍℎℏ⒣Ⓗ
        I=ÌÍÎÏĨĪĬĮİƗǏȈȊΊΐΙΪІЇӀḬḮỈỊἸἹἺἻἼἽἾἿῒΐῖῗῘῙῚΊⁱℐℑℹⅈⅠ⒤Ⓘ J=ĴǰЈⅉ⒥Ⓙ K=ĶǨΚЌКḰḲḴₖK⒦Ⓚ L=ĹĻĽĿŁḶḸḺḼₗℒℓⅬ⒧Ⓛ
        M=ΜМḾṀṂₘℳⅯ⒨Ⓜ N=ÑŃŅŇǸΝṄṆṈṊⁿₙℕ⒩Ⓝ O=ºÒÓÔÕÖØŌŎŐƠǑǪǬǾȌȎȪȬȮȰΌΟОӦṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢὈὉὊὋὌὍῸΌₒℴ⒪Ⓞ
        P=ΡРṔṖῤῬₚℙ⒫Ⓟ Q=Ԛℚ⒬Ⓠ R=ŔŖŘȐȒṘṚṜṞℛℜℝ⒭Ⓡ S=ŚŜŞŠȘЅṠṢṤṦṨₛ⒮Ⓢ T=ŢŤŦȚΤТṪṬṮṰẗₜ⒯Ⓣ
        U=ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ⒰Ⓤ V=ṼṾⅤ⒱Ⓥ W=ŴԜẀẂẄẆẈẘ⒲Ⓦ X=ΧХẊẌₓⅩ⒳Ⓧ
        Y=ÝŶŸȲΎΥΫΰϒϓϔЎУҮӮӰӲẎẙỲỴỶỸὐὒὔὖὙὛὝὟῢΰῦῧῨῩῪΎ⒴Ⓨ Z=ŹŻŽƵΖẐẒẔℤℨ⒵Ⓩ Ə=ₔ Ɛ=ℇ Ʒ=Ǯ ʹ=ʹ Γ=ℽℾ Θ=ϴ Π=ℼℿ Σ=Ϲ
        Ω=ΏὨὩὪὫὬὭὮὯᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯῲῳῴῶῷῺΏῼΩ Г=Ѓ Ж=ӁӜ З=Ӟ И=ЍЙӢӤ Ч=Ӵ Ы=Ӹ Э=Ӭ Ѵ=Ѷ Ә=Ӛ Ө=Ӫ א=ℵ ב=ℶ ג=ℷ
        ד=ℸ 03=↉ 10=⑩⑽⒑ 11=⑪⑾⒒ 12=½⑫⑿⒓ 13=⅓⑬⒀⒔ 14=¼⑭⒁⒕ 15=⅕⑮⒂⒖ 16=⅙⑯⒃⒗ 17=⅐⑰⒄⒘ 18=⅛⑱⒅⒙ 19=⅑⑲⒆⒚ 20=⑳⒇⒛
        23=⅔ 25=⅖ 34=¾ 35=⅗ 38=⅜ 45=⅘ 56=⅚ 58=⅝ 78=⅞ AC=℀ AE=ÆǢǼ AS=℁ Aʾ=ẚ CO=℅ CU=℆ DZ=ǄǱ FF=ﬀ FI=ﬁ
        FL=ﬂ II=Ⅱ IJ=Ĳ IV=Ⅳ IX=Ⅸ LJ=Ǉ NJ=Ǌ NO=№ OE=Œ SM=℠ SS=ßẞ ST=ﬅﬆ TH=Þ TM=™ VI=Ⅵ XI=Ⅺ ʼN=ŉ 110=⅒
        FAX=℻ FFI=ﬃ FFL=ﬄ III=Ⅲ TEL=℡ VII=Ⅶ XII=Ⅻ VIII=Ⅷ
        """;

    public static readonly FrozenDictionary<char, string> Folds = Build();

    private static FrozenDictionary<char, string> Build()
    {
        var folds = new Dictionary<char, string>();
        foreach (var row in Rows.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = row.IndexOf('=', StringComparison.Ordinal);
            foreach (var character in row.AsSpan(equals + 1))
            {
                folds.Add(character, row[..equals]);
            }
        }

        return folds.ToFrozenDictionary();
    }
}
