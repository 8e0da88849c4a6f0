package picture
import ("testing";"image";"time";"fmt";"sort")
func TestTmp(t *testing.T){
 type r struct{d time.Duration; n string}
 var rs []r
 var fr [][]float64
 all:=ideas(t)
 for _,p:=range all{ s:=ForProduct(p.id,p.name,p.category)
  for v:=range s.Views(){ t0:=time.Now(); im:=s.Draw(v,image.Pt(1000,1000)); rs=append(rs,r{time.Since(t0),fmt.Sprint(p.name,v)}); if v==0{fr=append(fr,thumb(im,24))}}}
 sort.Slice(rs,func(i,j int)bool{return rs[i].d>rs[j].d})
 var sum time.Duration
 for _,x:=range rs{sum+=x.d}
 fmt.Println(len(rs),sum/time.Duration(len(rs)))
 for _,x:=range rs[:25]{fmt.Println(x)}
 type q struct{d float64;n string}
 var qs []q
 for i:=range fr{for j:=range i{qs=append(qs,q{distance(fr[i],fr[j]),all[i].name+" / "+all[j].name})}}
 sort.Slice(qs,func(i,j int)bool{return qs[i].d<qs[j].d})
 for _,x:=range qs[:12]{fmt.Println(x)}
}
